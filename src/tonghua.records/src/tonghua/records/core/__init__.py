"""The ordinance as code: facts in, answers out. Imports nothing of Zope or Plone."""
