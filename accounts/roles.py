"""The web's database role: it reads and writes rows, owns nothing and cannot bypass row-level security."""

WEB_ROLE = "fasthold_web"

#: Makes the role where it is missing; two databases of one server may do so at the same moment.
CREATE_WEB_ROLE = f"""
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{WEB_ROLE}') THEN
        CREATE ROLE {WEB_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END
$$;
DO $$
BEGIN
    IF NOT pg_has_role(current_user, '{WEB_ROLE}', 'MEMBER') THEN
        EXECUTE format('GRANT {WEB_ROLE} TO %I', current_user);
    END IF;
END
$$;
"""

#: What the role may do with the tables there are and with those to come.
GRANT_TO_WEB_ROLE = f"""
GRANT USAGE ON SCHEMA public TO {WEB_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {WEB_ROLE};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {WEB_ROLE};
"""
