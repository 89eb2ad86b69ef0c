namespace SahelWatch.Stories.Sketching;

/// <summary>A number under construction, word by word, as the language composes it: thirty-four, quatre-vingt-trois, واحد وأربعين, six thousand.</summary>
internal struct NumberSum()
{
    private long _total;
    private long _group;
    private bool _digits;

    public bool IsEmpty { get; private set; } = true;

    public readonly long Value => _total + _group;

    /// <summary>Whether a folded Arabic word is a number with the "and" that joins it to the one before: وأربعين, but not واحد.</summary>
    public static bool IsJoined(ReadOnlySpan<char> word) => word.Length > 2 && word[0] == 'و' && IsArabic(word[1..]);

    /// <summary>Whether a folded word without prefix is a number.</summary>
    public static bool IsArabic(ReadOnlySpan<char> word) =>
        !word.StartsWith("ال") && word is not ("احد" or "احدا" or "احدي") && Vocabulary.Shipped.NumberOf(word, "ar") is not null;

    /// <summary>Adds a word if it continues the number rather than beginning another: "twenty two" does, "two twenty" does not.</summary>
    /// <param name="joined">Whether "and" stands before it.</param>
    /// <param name="thousands">Whether it is a group of three digits after a thousands separator.</param>
    public bool TryAdd(long value, bool digits, bool joined, string language, bool thousands = false)
    {
        if (thousands && _digits && _group < 1_000_000_000)
            _group = (_group * 1000) + value;
        else if (!Takes(value, digits, joined, language))
            return false;
        else if (value is 1000 or 1_000_000 or 1_000_000_000 && !digits)
            (_total, _group, _digits) = (_total + (Math.Max(_group, 1) * value), 0, false);
        else if (value >= 1000 && !digits)
            _total += value; // ألفان
        else if (value == 100 && _group is > 0 and < 100)
            _group *= 100;
        else if (value == 20 && _group % 100 == 4 && !joined)
            _group += 76; // quatre-vingts
        else
            _group += value;
        _digits |= digits;
        IsEmpty = false;
        return true;
    }

    private readonly bool Takes(long value, bool digits, bool joined, string language)
    {
        if (IsEmpty)
            return true;
        if (digits)
            return false;
        if (value is 1000 or 1_000_000 or 1_000_000_000)
            return !joined && _group > 0;
        if (_digits)
            return false;
        var (units, tens) = (_group % 10, _group % 100);
        return language switch
        {
            "fr" => !joined && (value == 100 ? _group is > 1 and < 10 or 0 : value == 20 && tens == 4 || Fits(value))
                || (joined && value is 1 or 11 && units == 0 && tens is >= 20 and <= 60),
            "ar" => (value == 10 && !joined && tens is > 0 and < 10) // خمسة عشر
                || (value == 100 && !joined && _group is > 2 and < 10)
                || (joined
                    && (value is >= 20 and < 100 && tens is > 0 and < 10 || (_group == 0 && _total > 0) || (_group >= 100 && tens == 0 && value < 100))),
            _ => (value == 100 && _group is > 0 and < 100 && !joined) || (Fits(value) && (!joined || value < 100 && (_group >= 100 || _group == 0))),
        };
    }

    /// <summary>Whether the value fits into what the words before it left open: cent, vingt, deux; soixante and quatre-vingt take up to nineteen.</summary>
    private readonly bool Fits(long value) => _group == 0
        || (value < 10 && _group % 10 == 0 && (_group % 100 != 0 || _group >= 100))
        || (value < 20 && _group % 100 is 60 or 80)
        || (value < 100 && _group >= 100 && _group % 100 == 0);
}
