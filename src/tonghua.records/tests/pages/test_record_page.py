def test_x(site):
    from plone.browserlayer.layer import mark_layer
    from zope.globalrequest import getRequest
    from zope.interface import alsoProvides, providedBy
    from zope.traversing.interfaces import BeforeTraverseEvent


    portal = site
    req = getRequest()
    mark_layer(portal, BeforeTraverseEvent(portal, req))
    from z3c.form.interfaces import IFormLayer

    alsoProvides(req, IFormLayer)
    print([i.__identifier__ for i in providedBy(req).__iro__][:14])
    from plone.formwidget.namedfile.widget import NamedFileFieldWidget
    from plone.namedfile.field import NamedBlobFile

    f = NamedBlobFile(title="x", __name__="x")
    w = NamedFileFieldWidget(f, req)
    w.mode = "input"
    w.ignoreContext = True
    from z3c.form.form import Form

    w.form = Form(portal, req)
    w.context = portal
    w.update()
    from zope.component import getMultiAdapter
    from zope.pagetemplate.interfaces import IPageTemplate

    t = getMultiAdapter((w.context, req, w.form, w.field, w), IPageTemplate, name="input")
    print(t, t.filename if hasattr(t, "filename") else "")
    print(w.template, type(w).__mro__)
    print(w.render()[:300])
    assert 0
