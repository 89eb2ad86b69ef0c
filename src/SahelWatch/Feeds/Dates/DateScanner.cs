using System.Text.RegularExpressions;
using SahelWatch.Language;

namespace SahelWatch.Feeds.Dates;

/// <summary>Splits a date into numbers, time of day, names and zone, which <see cref="DateParts"/> combines.</summary>
internal sealed partial class DateScanner(string text)
{
    private const string Letter = @"[\p{L}\p{Mn}]";

    /// <summary>9h05, 9 h, 14 heures 30, 12時30分.</summary>
    private static readonly Regex NamedTime = new(
        $@"\G(?<hour>[0-9]{{1,2}}) ?{Unit("hours")}(?: ?(?<minute>[0-9]{{1,2}})(?![0-9])(?: ?{Unit("minutes")}(?: ?(?<second>[0-9]{{1,2}})(?![0-9])"
            + $"(?: ?{Unit("seconds")})?)?)?)?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private readonly DateParts _parts = new();
    private int _at;

    /// <returns>Null if there is a part that cannot belong to a date, or too few parts.</returns>
    public DateTimeOffset? Read()
    {
        while (_at < text.Length)
        {
            var (start, c) = (_at, text[_at]);
            var read = char.IsAsciiDigit(c) ? Time() ?? Numbers()
                : IsLetter(c) ? Word()
                : c == '(' ? Comment()
                : Offset(c) ?? Separator(c);
            if (read)
                continue;
            // Words after a complete date and time are a zone's name or a comment.
            if (!(IsLetter(c) && text[..start].EndsWith(' ') && _parts is { IsComplete: true, HasTime: true }))
                return null;
            _parts.SetZoneIfNamed(text[start..]);
            break;
        }

        return _parts.Resolve();
    }

    private bool Separator(char c)
    {
        // A plus sign without digits, or a colon on its own, is a malformed zone or time.
        var isStray = c == '+'
            || (c == ':' && !(_parts.IsEmpty || (_parts.HasTime ? Peek(1) is '+' or '-' : _parts.IsComplete && char.IsAsciiDigit(Peek(1)))));
        _at++;
        return !isStray && (char.IsPunctuation(c) || c is ' ' or '|' or '`');
    }

    /// <summary>The zone may be given only in a comment: "(CET)", "(UTC+01:00)".</summary>
    private bool Comment()
    {
        var start = _at;
        Finds(CommentPattern(), out var comment);
        var isZone = _parts.LacksZone && DateNames.Offset(FoldedText.Fold(comment["name"].Value)) is not null
            && comment["rest"].Value.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ':');
        if (isZone)
            _at = start + 1;
        return true;
    }

    /// <returns>Null if these digits are not a time of day.</returns>
    private bool? Time()
    {
        if (_parts.HasTime && !_parts.IsMidnight)
            return null;
        return Finds(ColonTime(), out var time) || (_parts.IsComplete && Finds(DottedTime(), out time)) || Finds(NamedTime, out time)
            || (_parts.ExpectsTime && Finds(CompactTime(), out time))
            ? _parts.SetTime(time["hour"].Value, time["minute"].Value, time["second"].Value, time["fraction"].Value)
            : null;
    }

    private bool Numbers()
    {
        if (!_parts.HasDate && Finds(Group(), out var group))
            return _parts.SetGroup([.. group["number"].Captures.Select(n => n.Value)], group["separator"].ValueSpan[0]);
        Finds(Digits(), out var digits);
        return _parts.AddNumber(digits[0].Value);
    }

    /// <summary>A sign before digits, after the time; after a date alone, or before a space, only if four digits follow.</summary>
    /// <returns>Null if there is no offset here.</returns>
    private bool? Offset(char c)
    {
        if (c is not ('+' or '-'))
            return null;
        var hasSpace = Peek(1) == ' ';
        var isOffset = !hasSpace && char.IsAsciiDigit(Peek(1)) && (_parts.HasTime || (c == '+' && _parts.IsComplete));
        if (!isOffset && !(_parts.IsComplete && (hasSpace ? _parts.HasTime : text[.._at].EndsWith(' ')) && FourDigits().IsMatch(text, _at)))
            return null;
        return Finds(OffsetPattern(), out var offset) && _parts.SetOffset(c == '-' ? -1 : 1, offset["hours"].Value, offset["minutes"].Value);
    }

    private bool Word()
    {
        Finds(WordPattern(), out var found);
        // Arabic month names of two words: "تشرين الثاني", or "تشرين 2" for short.
        var isMonth = found["next"].Success && DateNames.IsMonth(FoldedText.Fold(found[0].Value));
        if (!isMonth)
            _at -= found["next"].Length;
        var word = found[isMonth ? "0" : "word"].Value;
        return _parts.AddWord(word, FoldedText.Fold(word).Replace(".", "", StringComparison.Ordinal));
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    /// <summary>Moves past what the pattern finds here.</summary>
    private bool Finds(Regex pattern, out GroupCollection groups)
    {
        var match = pattern.Match(text, _at);
        (groups, _at) = (match.Groups, _at + match.Length);
        return match.Success;
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static string Unit(string key) => $"(?:{string.Join('|', DateNames.Words(key))})(?!{Letter})";

    /// <summary>9:05, 09:05:07.123.</summary>
    [GeneratedRegex(@"\G(?<hour>[0-9]{1,2}):(?<minute>[0-9]+)(?::(?<second>[0-9]+)(?:[.,:](?<fraction>[0-9]+))?)?")]
    private static partial Regex ColonTime();

    /// <summary>9.05, which is a time only after a complete date.</summary>
    [GeneratedRegex(@"\G(?<hour>[0-9]{1,2})\.(?=[0-9]{2})(?<minute>[0-9]+)(?:\.(?<second>[0-9]+)(?:[.,:](?<fraction>[0-9]+))?)?")]
    private static partial Regex DottedTime();

    /// <summary>The time in 20261122T143000.</summary>
    [GeneratedRegex(@"\G(?<hour>[0-9]{2})(?:(?<minute>[0-9]{2})(?<second>[0-9]{2})?)?(?![0-9])(?:[.,:](?<fraction>[0-9]+))?")]
    private static partial Regex CompactTime();

    /// <summary>Numbers with one separator: 2026-11-22, 22/11/2026, 22.11.26, 2026-11, 2026-326.</summary>
    [GeneratedRegex(@"\G(?<number>[0-9]+)(?<separator>[-/.])(?<number>[0-9]+)(?:\k<separator>(?<number>[0-9]+))?")]
    private static partial Regex Group();

    [GeneratedRegex(@"\G[0-9]+")]
    private static partial Regex Digits();

    /// <summary>+01:00, -0500, +1, +01; also in "GMT-3". Seconds of an offset are skipped.</summary>
    [GeneratedRegex(@"\G[-+ ]+(?:(?<hours>[0-9]{1,2})(?:[:.](?<minutes>[0-9]{1,2})(?::[0-9]+)?)?|(?<hours>[0-9]{1,2})(?<minutes>[0-9]{2}))(?![0-9:])")]
    private static partial Regex OffsetPattern();

    [GeneratedRegex(@"\G[-+] ?[0-9]{4}(?![0-9])")]
    private static partial Regex FourDigits();

    [GeneratedRegex($@"\G\((?<name>{Letter}*)(?<rest>[^)]*)\)?")]
    private static partial Regex CommentPattern();

    /// <summary>
    /// Slashes are part of zone names, but between month names ("آب/أغسطس") they mean "or". The sign of Etc/GMT+3 is part of its name, and has the opposite
    /// meaning.
    /// </summary>
    [GeneratedRegex($@"\G(?<word>Etc/GMT[-+0-9]+|(?:{Letter}|[.'’_](?={Letter})|/(?=[A-Za-z]))+)(?<next> (?:{Letter}|[0-9])+)?")]
    private static partial Regex WordPattern();
}
