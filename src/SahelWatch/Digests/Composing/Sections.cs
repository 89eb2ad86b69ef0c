using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Rendering;

namespace SahelWatch.Digests.Composing;

/// <summary>The sections of a digest in order: the top stories, then each country's, then those of the region as a whole.</summary>
internal sealed record Section(string Title, IReadOnlyList<RankedStory> Stories);

/// <param name="Rank">Its position among all stories of the digest, from 0.</param>
internal sealed record RankedStory(DigestStory Story, int Rank);

internal static class Sections
{
    public static IReadOnlyList<Section> Of(Digest digest)
    {
        var frame = Frame.In(digest.Language);
        var ranked = digest.Stories.Select((s, i) => new RankedStory(s, i)).ToList();
        var routine = ranked.Where(s => s.Story.Severity == SeverityTable.Routine).ToList();
        var others = ranked.Skip(digest.Leads).Except(routine).ToLookup(s => s.Story.Country);
        IEnumerable<Section> sections =
        [
            new(frame["leads"], [.. ranked.Take(digest.Leads)]),
            .. digest.Countries.Select(c => new Section(c.Name, [.. others[c.Code]])),
            new(frame["region"], [.. others[""]]),
            new(frame["routine"], routine),
        ];
        return [.. sections.Where(s => s.Stories.Count > 0)];
    }
}
