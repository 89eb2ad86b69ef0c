using Microsoft.AspNetCore.Components;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Digests.Html;

/// <summary>A digest as HTML, or a part of it.</summary>
public abstract class DigestPart : ComponentBase
{
    [Parameter, EditorRequired]
    public required Digest Digest { get; set; }

    private protected Phrases Words => new(Digest);

    protected Frame Frame => Frame.In(Digest.Language);
}
