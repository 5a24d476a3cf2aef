"""Measurements that anybody can repeat: ratios inside one run, never an absolute time from one machine."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
