"""Who helps which household and what was done.

Case: the municipality's work for one household in one tenancy.
LegalCourse and LegalStep: the way from demand to bailiff court, one course per ground and round.
ContactAttempt, Intervention, Note: what was done. CaseEvent: the timeline nobody can change.
Decision, Complaint, PaymentGuarantee: what the municipality decides about help, and what it promises.
InstalmentPlan: arrears paid off bit by bit. Budget: a household's month, and what would keep its home.
Eviction: the bailiff put the household out; a record of its own.
AdviserContact: a tenant adviser's conversation, in the association's own space.
"""
