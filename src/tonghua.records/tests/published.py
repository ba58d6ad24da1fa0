"""Everything that is published on content: REST services, pages and methods, of Plone and ours."""


def page(client, url):
    """GET as a browser does, without following to the login page."""
    return client.http.get(url, headers={"Accept": "text/html"}, allow_redirects=False)


def registrations():
    """Every registration of a named multi-adapter, in whichever registry a layer put it."""
    from zope.component import getGlobalSiteManager

    seen, registries = set(), [getGlobalSiteManager()]
    while registries:
        registry = registries.pop()
        if id(registry) not in seen:
            seen.add(id(registry))
            registries.extend(registry.__bases__)
            yield from (each for each in registry.registeredAdapters() if each.name)


def services(method):
    """The names of every REST service of a method, of Plone and of ours."""
    prefix = f"{method}_application_json_"
    return sorted({e.name[len(prefix) :] for e in registrations() if e.name.startswith(prefix)})


def browser_pages(item):
    """The names of every page that is registered for what the item is."""
    from zope.interface import providedBy
    from zope.publisher.interfaces.browser import IBrowserRequest, IDefaultBrowserLayer

    specification = providedBy(item)
    return sorted(
        {
            each.name
            for each in registrations()
            if len(each.required) == 2
            and specification.isOrExtends(each.required[0])
            and (
                each.required[1].isOrExtends(IBrowserRequest)
                or each.required[1].isOrExtends(IDefaultBrowserLayer)
            )
            and "_application_" not in each.name
        }
    )


METHODS = (
    "Title title_or_id title_and_id Description SearchableText Creator listCreators absolute_url "
    "objectIds objectValues objectCount contentIds contentValues keys items values hasObject "
    "getFolderContents listFolderContents propertyItems workflow_history get_local_roles "
    "virtual_url_path getPhysicalPath manage_main manage_workspace manage_access manage_FTPget "
    "document_src tpValues cause handlers situation place media name"
).split()
