namespace SahelWatch.Stories.Sketching;

/// <summary>
/// Reads the numbers of a text, in digits and in words, as the language composes them: thirty-four, quatre-vingt-trois, واحد وأربعين. A feature for comparing
/// texts; casualties are read by Figures.
/// </summary>
internal sealed class NumberReader
{
    private const long Largest = 1_000_000_000_000; // larger numbers are identifiers

    private readonly List<long> _numbers = [];
    private long _total;
    private long _group;
    private bool _open;

    public IReadOnlyList<long> Numbers => _numbers;

    public void Clear()
    {
        _numbers.Clear();
        (_total, _group, _open) = (0, 0, false);
    }

    /// <summary>Digits; <paramref name="continues"/> where a thousands separator joins them to the digits before.</summary>
    public void Digits(ReadOnlySpan<char> digits, bool continues)
    {
        var length = 0;
        while (length < digits.Length && char.IsAsciiDigit(digits[length]))
            length++;
        if (!long.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > Largest)
        {
            Close();
            return;
        }

        if (continues && _open)
            _group = Math.Min((_group * 1000) + value, Largest);
        else
        {
            Close();
            (_group, _open) = (value, true);
        }
    }

    public void Word(long value)
    {
        if (value >= 1000 && _group < 1000 && value is 1000 or 1_000_000 or 1_000_000_000)
        {
            _total = Math.Min(_total + (Math.Max(_group, 1) * value), Largest);
            (_group, _open) = (0, true);
            return;
        }

        if (value == 100 && _group is > 0 and < 10)
            _group *= 100;
        else if (value == 20 && _group % 100 == 4)
            _group += 76; // quatre-vingts
        else if (_open && Composes(value))
            _group += value;
        else
        {
            Close();
            _group = value;
        }

        _open = true;
    }

    /// <summary>Anything but a number word or an "and" ends a number.</summary>
    public void Close()
    {
        if (_open)
            _numbers.Add(_total + _group);
        (_total, _group, _open) = (0, 0, false);
    }

    private bool Composes(long value)
    {
        var (units, tens) = (_group % 10, _group % 100);
        return _group == 0
            || (value < 10 && units == 0 && tens != 10) // vingt-deux
            || (value < 20 && tens is 60 or 80) // soixante-quinze, quatre-vingt-quinze
            || (value == 10 && tens is > 0 and < 10) // خمسة عشر
            || (value is >= 20 and < 100 && tens is > 0 and < 10) // واحد وأربعين
            || (value < 100 && _group >= 100 && tens == 0);
    }
}
