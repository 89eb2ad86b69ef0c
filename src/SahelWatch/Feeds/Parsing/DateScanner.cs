using System.Globalization;
using SahelWatch.Text;

namespace SahelWatch.Feeds.Parsing;

/// <summary>Takes a date apart: numbers, time of day, names, zone. What they mean together is in <see cref="DateParts"/>.</summary>
internal sealed class DateScanner
{
    private readonly DateParts _parts = new();
    private string _text = "";
    private int _at;

    /// <returns>False where a part fits nowhere.</returns>
    public bool Read(string text)
    {
        (_text, _at) = (text, 0);
        while (_at < _text.Length)
        {
            var c = _text[_at];
            var read = char.IsAsciiDigit(c) ? Digits()
                : IsLetter(c) ? Word()
                : c is '+' or '-' && _parts.HasTime && Follows(char.IsAsciiDigit) ? Offset()
                : c == '(' ? Comment()
                : Separator(c);
            if (!read)
                return false;
        }

        return true;
    }

    public DateTimeOffset? Resolve() => _parts.Resolve();

    private bool Separator(char c)
    {
        // A sign before letters, or a colon on its own, is a broken zone or time.
        if (c is '+' or ':' || !(char.IsPunctuation(c) || c is ' ' or '|' or '`'))
            return false;
        _at++;
        return true;
    }

    private bool Comment()
    {
        var end = _text.IndexOf(')', _at);
        _at = end < 0 ? _text.Length : end + 1;
        return true;
    }

    private bool Digits()
    {
        var digits = Run(char.IsAsciiDigit);
        var next = Peek(0);
        if (digits.Length <= 2 && !_parts.HasTime && (next == ':' || (next is 'h' or 'H' && char.IsAsciiDigit(Peek(1)))) && char.IsAsciiDigit(Peek(1)))
            return Time(digits);
        if (_parts.ExpectsTime && digits.Length is 4 or 6)
            return _parts.SetTime(Number(digits[..2]), Number(digits[2..4]), digits.Length == 6 ? Number(digits[4..]) : 0, Fraction());
        if (next is '-' or '/' or '.' && char.IsAsciiDigit(Peek(1)) && !_parts.HasDate)
            return Group(digits, next);
        return _parts.AddNumber(digits);
    }

    private bool Time(string hour)
    {
        _at++;
        var minute = Run(char.IsAsciiDigit);
        if (minute.Length > 2)
            return false;
        var second = "0";
        var fraction = TimeSpan.Zero;
        if (Peek(0) == ':')
        {
            _at++;
            second = Run(char.IsAsciiDigit);
            fraction = Fraction();
        }

        return second.Length is 1 or 2 && _parts.SetTime(Number(hour), Number(minute), Number(second), fraction);
    }

    private TimeSpan Fraction()
    {
        if (Peek(0) is not ('.' or ',') || !char.IsAsciiDigit(Peek(1)))
            return TimeSpan.Zero;
        _at++;
        var digits = Run(char.IsAsciiDigit);
        return TimeSpan.FromMilliseconds(Number(digits.PadRight(3, '0')[..3]));
    }

    /// <summary>Numbers joined by one sign: 2026-11-22, 22/11/2026, 22.11.26, 2026-11, 2026-326.</summary>
    private bool Group(string first, char joint)
    {
        var numbers = new List<string> { first };
        while (numbers.Count < 3 && Peek(0) == joint && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            numbers.Add(Run(char.IsAsciiDigit));
        }

        return _parts.SetGroup(numbers, joint);
    }

    /// <summary>+01:00, -0500, +1, +01; the sign of "GMT-3" too.</summary>
    private bool Offset()
    {
        var sign = _text[_at++] == '-' ? -1 : 1;
        var digits = Run(char.IsAsciiDigit);
        var (hours, minutes) = digits.Length <= 2 ? (digits, "0") : (digits[..^2], digits[^2..]);
        if (digits.Length <= 2 && Peek(0) == ':')
        {
            _at++;
            minutes = Run(char.IsAsciiDigit);
        }

        return hours.Length <= 2 && minutes.Length is 1 or 2 && _parts.SetOffset(sign, Number(hours), Number(minutes));
    }

    private bool Word()
    {
        var start = _at;
        while (_at < _text.Length && (IsLetter(_text[_at]) || (_text[_at] is '.' or '\'' or '’' or '/' or '_' && Follows(IsLetter))))
            _at++;
        var word = _text[start.._at];
        // Arabic months of two words: "تشرين الثاني".
        if (_at < _text.Length && _text[_at] == ' ' && Follows(IsLetter))
        {
            var end = _at + 1;
            while (end < _text.Length && IsLetter(_text[end]))
                end++;
            if (DateNames.IsMonth(FoldedText.Fold(_text[start..end])))
                (word, _at) = (_text[start..end], end);
        }

        return _parts.AddWord(word, FoldedText.Fold(word).Replace(".", "", StringComparison.Ordinal));
    }

    private string Run(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
            _at++;
        return _text[start.._at];
    }

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : '\0';

    private bool Follows(Func<char, bool> kind) => _at + 1 < _text.Length && kind(_text[_at + 1]);

    private static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static int Number(string digits) => digits.Length is 0 or > 4 ? -1 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
