using System.Text;

namespace SahelWatch.Digests.Rendering;

/// <summary>A segment of a bar, from the start in reading direction.</summary>
/// <param name="Mark">Whether the mean is at its end.</param>
internal sealed record BarPiece(int Percent, bool Filled, bool Mark);

/// <summary>Draws counts and their means on a common scale.</summary>
internal static class Bars
{
    public static IReadOnlyList<BarPiece> Of(Activity activity, IReadOnlyList<Activity> all)
    {
        var most = Math.Max(1, all.Max(a => Math.Max(a.Articles, a.Mean ?? 0)));
        var count = (int)Math.Round(100 * activity.Articles / most);
        var mean = activity.Mean is { } m ? (int)Math.Round(100 * m / most) : -1;
        int[] edges = [.. new[] { 0, count, mean, 100 }.Where(e => e >= 0).Distinct().Order()];
        return [.. edges.Zip(edges.Skip(1), (from, to) => new BarPiece(to - from, to <= count, to == mean))];
    }

    /// <summary>The same in twenty characters.</summary>
    public static string Text(Activity activity, IReadOnlyList<Activity> all)
    {
        const int length = 20;
        var bar = new StringBuilder();
        var end = 0;
        foreach (var piece in Of(activity, all))
        {
            end += piece.Percent;
            var upTo = (int)Math.Round(end * length / 100.0);
            bar.Append(piece.Filled ? '█' : '░', Math.Max(0, upTo - bar.Length));
            if (piece.Mark && bar.Length > 0)
                bar[^1] = '┃';
        }

        return bar.ToString();
    }
}
