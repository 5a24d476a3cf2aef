"""The registered world as the associations know it.

HousingAssociation: owner of social homes. Department: an estate of an association.
Tenancy: one let home. Lease: who rents it, from when until when. Tenant: a person on a lease.
Delivery: one arrears list as it was sent. ArrearsWarning: one line of it.
ArrearsPosition: what a lease owes now, derived from the warnings.
Notice: the message that an arrears case has been filed. SharingAgreement: what may be told before.
"""
