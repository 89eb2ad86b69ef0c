using SahelWatch.Language;

namespace SahelWatch.Feeds.Dates;

/// <summary>Takes a date apart: numbers, time of day, names, zone. What they mean together is in <see cref="DateParts"/>.</summary>
internal sealed class DateScanner(string text)
{
    private readonly DateParts _parts = new();
    private readonly DateCursor _at = new(text);

    /// <returns>False where a part fits nowhere.</returns>
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
            // Words behind a whole date and time are what a person, or a program's clock, added.
            if (!read)
                return afterSpace && DateCursor.IsLetter(c) && _parts is { IsWhole: true, HasTime: true } && _parts.SetZoneIfNamed(text[start..]);
        }

        return true;
    }

    public DateTimeOffset? Resolve() => _parts.Resolve();

    private bool Separator(char c)
    {
        // A sign before letters, or a colon on its own, is a broken zone or time.
        var stray = c == '+'
            || (c == ':' && !(_parts.IsEmpty || (_parts.HasTime ? _at.Peek(1) is '+' or '-' : _parts.IsWhole && _at.Follows(char.IsAsciiDigit))));
        if (stray || !(char.IsPunctuation(c) || c is ' ' or '|' or '`'))
            return false;
        _at.At++;
        return true;
    }

    /// <summary>A comment may be all that names the zone: "(CET)", "(UTC+01:00)".</summary>
    private bool Comment()
    {
        var end = text.IndexOf(')', _at.At);
        var inside = text[(_at.At + 1)..(end < 0 ? text.Length : end)];
        var name = new string(inside.TakeWhile(DateCursor.IsLetter).ToArray());
        var isZone = _parts.LacksZone && ZoneNames.Offset(FoldedText.Fold(name)) is not null
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

    /// <summary>Numbers joined by one sign: 2026-11-22, 22/11/2026, 22.11.26, 2026-11, 2026-326.</summary>
    private bool Group(string first, char joint)
    {
        var numbers = new List<string> { first };
        while (numbers.Count < 3 && _at.Peek(0) == joint && _at.Follows(char.IsAsciiDigit))
        {
            _at.At++;
            numbers.Add(_at.Run(char.IsAsciiDigit));
        }

        return _parts.SetGroup(numbers, joint);
    }

    /// <summary>A sign before digits behind the time; behind a date alone, and with a space between, only before hours and minutes.</summary>
    private bool IsOffset(char c)
    {
        if (c is not ('+' or '-'))
            return false;
        var space = _at.Peek(1) == ' ' ? 1 : 0;
        if (!char.IsAsciiDigit(_at.Peek(1 + space)))
            return false;
        if (space == 0 && (_parts.HasTime || (c == '+' && _parts.IsWhole)))
            return true;
        return _parts.IsWhole && (space == 0 ? _at.AfterSpace : _parts.HasTime)
            && Enumerable.Range(1, 4).All(i => char.IsAsciiDigit(_at.Peek(i + space))) && !char.IsAsciiDigit(_at.Peek(5 + space));
    }

    /// <summary>+01:00, -0500, +1, +01; the sign of "GMT-3" too. Seconds of an offset are passed over.</summary>
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
        // The signs of these zones are part of their names, and mean the opposite.
        if (text[start.._at.At] == "Etc/GMT")
            _at.Run(c => c is '+' or '-' || char.IsAsciiDigit(c));
        var word = text[start.._at.At];
        // Arabic months of two words: "تشرين الثاني", or "تشرين 2" for short.
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

    /// <summary>Slashes join the names of zones; between names of months ("آب/أغسطس") they stand for "or".</summary>
    private bool IsWithinWord(char c) => c is '.' or '\'' or '’' or '_' || (c == '/' && char.IsAsciiLetter(_at.Peek(1)));
}
