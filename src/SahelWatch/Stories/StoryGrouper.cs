using System.Globalization;
using SahelWatch.Articles;

namespace SahelWatch.Stories;

/// <summary>Says of every arriving article whose text it reprints and which story it belongs to.</summary>
public sealed class StoryGrouper(StoryOptions options)
{
    /// <summary>
    /// Takes the arrivals in, oldest first, and says where they belong. Changes the index it is handed: store its changed segments after the stories.
    /// An article that the index holds already is an update of that article and keeps its place.
    /// </summary>
    public Grouping Assign(IReadOnlyList<Article> arrivals, WindowIndex index, DateTimeOffset now)
    {
        index.Prune(now, options);
        var slots = index.Articles.ToList();
        var copies = new CopyFinder(options, slots);
        for (var slot = 0; slot < slots.Count; slot++)
        {
            if (slots[slot].IsRepresentative)
                copies.Add(slot);
        }

        var assignments = new List<Assignment>();
        foreach (var arrival in arrivals.OrderBy(a => a.Date).ThenBy(a => a.Id.Value, StringComparer.Ordinal))
        {
            var article = SketchReader.Read(arrival, index.Boilerplate);
            var best = copies.Candidates(article).FirstOrDefault();
            if (index.Find(arrival.Id) is { } known)
            {
                (article.Story, article.CopyOf) = (known.Story, known.CopyOf);
                assignments.Add(new Assignment(arrival, known.Story, known.CopyOf, "an update of an article that is known"));
            }
            else if (best.Representative is { } representative)
            {
                (article.Story, article.CopyOf) = (representative.Story, representative.Id);
                var because = string.Create(CultureInfo.InvariantCulture, $"reprints {representative.Source}: {best.Containment:P0} of the shorter text");
                assignments.Add(new Assignment(arrival, article.Story, article.CopyOf, because));
            }
            else
            {
                article.Story = StoryId.FoundedBy(arrival.Id);
                assignments.Add(new Assignment(arrival, article.Story, null, "the first report of it"));
            }

            index.Keep(article);
            index.MarkChanged(article);
            slots.Add(article);
            if (article.IsRepresentative)
                copies.Add(slots.Count - 1);
        }

        return new Grouping(assignments, [], []);
    }
}
