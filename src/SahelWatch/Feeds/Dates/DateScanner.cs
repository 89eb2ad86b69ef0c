using SahelWatch.Language;

namespace SahelWatch.Feeds.Dates;

/// <summary>Splits a date into numbers, time of day, names and zone, which <see cref="DateParts"/> combines.</summary>
internal sealed class DateScanner(string text)
{
    private readonly DateParts _parts = new();
    private readonly DateCursor _at = new(text);

    /// <returns>False if there is a part that cannot belong to a date.</returns>
    public bool Read()
    {
        while (!_at.AtEnd)
        {
            var c = _at.Peek(0);
            var start = _at.At;
            var afterSpace = _at.AfterSpace;
            var read = char.IsAsciiDigit(c) ? Digits()
                : DateCursor.IsLetter(c) ? Word()
                : IsOffset(c) ? Offset()
                : c == '(' ? Comment()
                : Separator(c);
            // Words after a complete date and time are a zone's name or a comment.
            if (!read)
                return afterSpace && DateCursor.IsLetter(c) && _parts is { IsComplete: true, HasTime: true } && _parts.SetZoneIfNamed(text[start..]);
        }

        return true;
    }

    public DateTimeOffset? Resolve() => _parts.Resolve();

    private bool Separator(char c)
    {
        // A plus sign without digits, or a colon on its own, is a malformed zone or time.
        var stray = c == '+'
            || (c == ':' && !(_parts.IsEmpty || (_parts.HasTime ? _at.Peek(1) is '+' or '-' : _parts.IsComplete && _at.Follows(char.IsAsciiDigit))));
        if (stray || !(char.IsPunctuation(c) || c is ' ' or '|' or '`'))
            return false;
        _at.At++;
        return true;
    }

    /// <summary>The zone may be given only in a comment: "(CET)", "(UTC+01:00)".</summary>
    private bool Comment()
    {
        var end = text.IndexOf(')', _at.At);
        var inside = text[(_at.At + 1)..(end < 0 ? text.Length : end)];
        var name = new string(inside.TakeWhile(DateCursor.IsLetter).ToArray());
        var isZone = _parts.LacksZone && DateNames.Offset(FoldedText.Fold(name)) is not null
            && inside.Skip(name.Length).All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ':');
        _at.At = isZone ? _at.At + 1 : end < 0 ? text.Length : end + 1;
        return true;
    }

    private bool Digits()
    {
        var digits = _at.Run(char.IsAsciiDigit);
        if (ClockTimes.Read(_at, digits, _parts) is { } read)
            return read;
        if (_parts.ExpectsTime && digits.Length is 2 or 4 or 6)
            return _parts.SetTime(digits, ClockTimes.Fraction(_at));
        var next = _at.Peek(0);
        if (next is '-' or '/' or '.' && _at.Follows(char.IsAsciiDigit) && !_parts.HasDate)
            return Group(digits, next);
        return _parts.AddNumber(digits);
    }

    /// <summary>Numbers with one separator: 2026-11-22, 22/11/2026, 22.11.26, 2026-11, 2026-326.</summary>
    private bool Group(string first, char separator)
    {
        var numbers = new List<string> { first };
        while (numbers.Count < 3 && _at.Peek(0) == separator && _at.Follows(char.IsAsciiDigit))
        {
            _at.At++;
            numbers.Add(_at.Run(char.IsAsciiDigit));
        }

        return _parts.SetGroup(numbers, separator);
    }

    /// <summary>A sign before digits, after the time; after a date alone, or before a space, only if four digits follow.</summary>
    private bool IsOffset(char c)
    {
        if (c is not ('+' or '-'))
            return false;
        var space = _at.Peek(1) == ' ' ? 1 : 0;
        if (!char.IsAsciiDigit(_at.Peek(1 + space)))
            return false;
        if (space == 0 && (_parts.HasTime || (c == '+' && _parts.IsComplete)))
            return true;
        return _parts.IsComplete && (space == 0 ? _at.AfterSpace : _parts.HasTime)
            && Enumerable.Range(1, 4).All(i => char.IsAsciiDigit(_at.Peek(i + space))) && !char.IsAsciiDigit(_at.Peek(5 + space));
    }

    /// <summary>+01:00, -0500, +1, +01; also in "GMT-3". Seconds of an offset are skipped.</summary>
    private bool Offset()
    {
        var sign = _at.Peek(0) == '-' ? -1 : 1;
        _at.Run(c => c is '+' or '-' or ' ');
        var digits = _at.Run(char.IsAsciiDigit);
        var (hours, minutes) = digits.Length <= 2 ? (digits, "0") : (digits[..^2], digits[^2..]);
        if (digits.Length <= 2 && _at.Peek(0) is ':' or '.')
        {
            _at.At++;
            minutes = _at.Run(char.IsAsciiDigit);
            if (_at.Peek(0) == ':' && _at.Follows(char.IsAsciiDigit))
            {
                _at.At++;
                _at.Run(char.IsAsciiDigit);
            }
        }

        return hours.Length <= 2 && minutes.Length is 1 or 2 && _parts.SetOffset(sign, DateCursor.Number(hours), DateCursor.Number(minutes));
    }

    private bool Word()
    {
        var start = _at.At;
        while (!_at.AtEnd && (DateCursor.IsLetter(_at.Peek(0)) || (IsWithinWord(_at.Peek(0)) && _at.Follows(DateCursor.IsLetter))))
            _at.At++;
        // The sign of these zones is part of the name, and has the opposite meaning.
        if (text[start.._at.At] == "Etc/GMT")
            _at.Run(c => c is '+' or '-' || char.IsAsciiDigit(c));
        var word = text[start.._at.At];
        // Arabic month names of two words: "تشرين الثاني", or "تشرين 2" for short.
        if (_at.Peek(0) == ' ' && (_at.Follows(DateCursor.IsLetter) || _at.Follows(char.IsAsciiDigit)))
        {
            var end = _at.At + 1;
            while (end < text.Length && (DateCursor.IsLetter(text[end]) || char.IsAsciiDigit(text[end])))
                end++;
            if (DateNames.IsMonth(FoldedText.Fold(text[start..end])))
                (word, _at.At) = (text[start..end], end);
        }

        return _parts.AddWord(word, FoldedText.Fold(word).Replace(".", "", StringComparison.Ordinal));
    }

    /// <summary>Slashes are part of zone names, but between month names ("آب/أغسطس") they mean "or".</summary>
    private bool IsWithinWord(char c) => c is '.' or '\'' or '’' or '_' || (c == '/' && char.IsAsciiLetter(_at.Peek(1)));
}
