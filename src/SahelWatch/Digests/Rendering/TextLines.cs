using System.Text;

namespace SahelWatch.Digests.Rendering;

/// <summary>Lines of plain text, wrapped at words. An address gets a line of its own, so that mail programs link it.</summary>
internal sealed class TextLines
{
    /// <summary>RFC 5322 section 2.1.1 asks for at most 78; quoting in a reply adds two.</summary>
    private const int Width = 76;

    private readonly StringBuilder _text = new();

    public TextLines Title(string title, char rule) => Line(title).Line(new string(rule, Math.Min(Width, title.Length))).Blank();

    public TextLines Heading(string title, char rule) => Blank().Title(title, rule);

    public TextLines Paragraph(string paragraph) => Wrap(paragraph, "", "");

    public TextLines Item(string item) => Wrap(item, "- ", "  ");

    public TextLines Link(Uri? url) => url is null ? this : Line("  " + url.AbsoluteUri);

    /// <summary>A blank line, unless there is one already.</summary>
    public TextLines Blank() => _text is [.., '\n', '\n'] ? this : Line("");

    public TextLines Line(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();

    private TextLines Wrap(string paragraph, string first, string next)
    {
        var line = new StringBuilder(first);
        var empty = true;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append(next);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        return Line(line.ToString());
    }
}
