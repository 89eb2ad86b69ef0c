using Microsoft.AspNetCore.Components;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Web.Layout;

/// <summary>A page or a part of one, in the language of the visit.</summary>
public abstract class VisitPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required Visit Visit { get; set; }

    protected Frame Frame => Visit.Frame;

    protected Names Names => Visit.Names;
}

/// <summary>A page.</summary>
/// <typeparam name="TView">What it shows.</typeparam>
public abstract class PageOf<TView> : VisitPart
{
    [Parameter, EditorRequired]
    public required TView View { get; set; }
}
