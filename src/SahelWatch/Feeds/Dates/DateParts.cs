namespace SahelWatch.Feeds.Dates;

/// <summary>Collects the parts of a date as they are found, and resolves them.</summary>
internal sealed class DateParts
{
    private static readonly TimeSpan Korea = TimeSpan.FromHours(9);

    private readonly List<string> _numbers = [];
    private int? _year;
    private int? _month;
    private int? _day;
    private int? _dayOfYear;
    private int? _monthOrWeekday;
    private DayOfWeek? _weekday;
    private TimeSpan? _time;
    private TimeSpan? _offset;
    private TimeSpan? _assumed;
    private TimeZoneInfo? _zone;
    private bool? _afternoon;

    /// <summary>Day and month may be swapped, as in 05/11/2026.</summary>
    private bool _isOrderAmbiguous;
    private bool _slashes;
    private bool _isEnglishAmPm;

    public bool IsEmpty => !HasDate && !HasTime && _month is null && _monthOrWeekday is null && _weekday is null;

    public bool HasTime => _time is not null;

    /// <summary>Programs write midnight when they have no time; another time after it replaces it.</summary>
    public bool IsMidnight => _time == TimeSpan.Zero && _offset is null;

    public bool LacksZone => HasTime && _offset is null && _zone is null;

    /// <summary>Year, month and day have been found, so the next number is none of them.</summary>
    public bool IsComplete => _year is not null || _numbers.Count == 3
        || (_numbers.Count == 2 && (_month is not null || (_monthOrWeekday is not null && _numbers.Exists(n => n.Length >= 3))));

    public bool HasDate => _year is not null || _numbers.Count > 0;

    /// <summary>There was a "T" after the date: "20261122T1430".</summary>
    public bool ExpectsTime { get; private set; }

    /// <summary>Each of digits; empty if it is missing.</summary>
    public bool SetTime(string hour, string minute = "", string second = "", string fraction = "")
    {
        if ((HasTime && !IsMidnight) || hour.Length > 2 || minute.Length > 2 || second.Length > 2)
            return false;
        var (h, m, s) = (Number(hour), Number(minute), Number(second));
        // 24:00 is the end of the day, :60 a leap second (ISO 8601 section 4.2.3, RFC 3339 section 5.7).
        if (h > 24 || m > 59 || s > 60 || (h == 24 && m + s > 0))
            return false;
        (_time, ExpectsTime) = (new TimeSpan(0, h, m, Math.Min(s, 59), Number(fraction.PadRight(3, '0')[..3])), false);
        return true;
    }

    public bool SetOffset(int sign, string hours, string minutes)
    {
        var (h, m) = (Number(hours), Number(minutes));
        _offset = sign * new TimeSpan(h, m, 0);
        return h <= 24 && m <= 59;
    }

    public bool AddNumber(string digits)
    {
        if (IsComplete)
            return AddAfterDate(digits);
        if (digits.Length > 4)
            return !HasDate && SetCompactDate(digits);
        _numbers.Add(digits);
        return _numbers.Count <= 3;
    }

    private bool SetCompactDate(string digits) => digits.Length switch
    {
        6 when Number(digits[2..4]) > 12 => SetDate(Number(digits[..4]), Number(digits[4..]), 1), // 202611
        6 => SetDate(Year(digits[..2]), Number(digits[2..4]), Number(digits[4..])), // 261122
        7 => SetDayOfYear(digits[..4], digits[4..]), // 2026326
        8 => SetDate(Number(digits[..4]), Number(digits[4..6]), Number(digits[6..])), // 20261122
        12 or 14 => SetCompactDate(digits[..8]) && SetCompactTime(digits[8..]), // 202611221430, 20261122143000
        _ => false,
    };

    /// <summary>The hour alone ("15 GMT"), a time without a separator ("1430 GMT"), or an offset that lost its plus sign.</summary>
    private bool AddAfterDate(string digits) => digits.Length switch
    {
        1 or 2 or 4 or 6 when !HasTime => SetCompactTime(digits),
        4 when LacksZone && Number(digits[..2]) <= 14 => SetOffset(1, digits[..2], digits[2..]),
        _ => false,
    };

    private bool SetCompactTime(string digits) =>
        digits.Length <= 2 ? SetTime(digits) : SetTime(digits[..2], digits[2..4], digits[4..]);

    /// <summary>Two or three numbers with the same separator.</summary>
    public bool SetGroup(string[] numbers, char separator)
    {
        _slashes = separator == '/';
        switch (numbers)
        {
            case var _ when Array.Exists(numbers, n => n.Length > 4):
                return false;
            case [{ Length: 4 } year, { Length: 3 } day]: // 2026-326
                return SetDayOfYear(year, day);
            case [{ Length: 4 } year, var month]: // 2026-11
                return SetDate(Number(year), Number(month), 1);
            case [_, _]: // 22.11, the year follows
                _numbers.AddRange(numbers);
                return true;
            case [{ Length: 4 } year, var month, var day]:
                return SetDate(Number(year), Number(month), Number(day));
            // ISO 8601:1988 allows leaving out the century, which is assumed for dashes and plausible numbers.
            case [var year, var month, { Length: <= 2 } day] when separator == '-' && Number(month) is >= 1 and <= 12 && Number(day) is >= 1 and <= 31:
                return SetDate(Year(year), Number(month), Number(day));
            default:
                return SetDayFirst(Number(numbers[0]), Number(numbers[1]), Year(numbers[2]));
        }
    }

    public bool AddWord(string word, string folded)
    {
        if (folded is "t" && !HasTime)
        {
            ExpectsTime = true;
            return HasDate;
        }

        if (DateNames.Month(folded) is { } month)
        {
            // "mar" is March, and Tuesday in French and Spanish: another month name decides.
            if (DateNames.Weekday(folded) is not null && _month is null && _monthOrWeekday is null)
                _monthOrWeekday = month;
            else if (DateNames.Weekday(folded) is null || _month is null)
                _month = month;
            return true;
        }

        if (DateNames.Weekday(folded) is { } weekday)
            _weekday = weekday;
        else if (DateNames.IsAfternoon(folded) is { } afternoon)
            SetAmPm(afternoon, folded);
        else if (DateNames.Korean.Contains(folded))
            _assumed = Korea;
        else if (word.Any(char.IsLower) && DateNames.Fillers.Contains(folded))
            return true; // unlike "AT", "at" is not a zone
        else if (DateNames.Offset(folded) is { } offset)
            _offset ??= offset;
        else if (word.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(word, out var zone))
            _zone = zone;
        else
            return IsIgnored(word, folded);
        return true;
    }

    /// <summary>A zone by its Windows name: "Eastern Standard Time". Other words are ignored.</summary>
    public void SetZoneIfNamed(string words)
    {
        if (LacksZone && words.All(c => char.IsAsciiLetter(c) || c is ' ' or '.') && TimeZoneInfo.TryFindSystemTimeZoneById(words, out var zone))
            _zone = zone;
    }

    private void SetAmPm(bool afternoon, string folded)
    {
        (_afternoon, _isEnglishAmPm) = (afternoon, folded is "am" or "pm");
        if (DateNames.Korean.Contains(folded))
            _assumed = Korea;
        else if (!HasTime && _numbers is [.., { Length: <= 2 } hour] && SetTime(hour))
            _numbers.RemoveAt(_numbers.Count - 1); // "3 pm"
    }

    /// <summary>
    /// A weekday in an unsupported language, or a label, before the date; words like "at"; ordinals; an unknown zone, which RFC 2822 section 4.3 equates with
    /// UTC.
    /// </summary>
    private bool IsIgnored(string word, string folded) =>
        !HasDate && _month is null && !HasTime
        || DateNames.Fillers.Contains(folded)
        || (HasTime && word.Length is >= 1 and <= 5 && word.All(char.IsAsciiLetterUpper));

    public DateTimeOffset? Resolve()
    {
        if (_numbers.Count < 3)
            _month ??= _monthOrWeekday;
        if (_year is null && !FromNumbers())
            return null;
        // Years below 100 are placeholders for a missing date; the other range is the present in the Hijri and Iranian calendars.
        if (_year is not (>= 100 and < 9999) or (>= 1350 and <= 1500) || Date() is not { } date)
            return null;
        var time = _time ?? TimeSpan.Zero;
        if (_afternoon is { } afternoon && time.Hours is >= 1 and <= 12)
            time += TimeSpan.FromHours(afternoon ? time.Hours == 12 ? 0 : 12 : time.Hours == 12 ? -12 : 0);
        var local = date + time;
        var offset = _offset ?? _zone?.GetUtcOffset(local) ?? _assumed ?? TimeSpan.Zero;
        return offset.Duration() <= TimeSpan.FromHours(14) ? new DateTimeOffset(local, offset) : new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    /// <summary>Resolves separate numbers: the year is the one of three or four digits, else the last; with a month name the other is the day.</summary>
    private bool FromNumbers()
    {
        var year = _numbers.FindIndex(n => n.Length >= 3);
        if (year < 0 && _numbers.Count < 2)
            return false;
        year = year < 0 ? _numbers.Count - 1 : year;
        var yearOf = Year(_numbers[year]);
        var rest = _numbers.Where((_, i) => i != year).Select(n => Number(n)).ToArray();
        return (rest.Length, _month) switch
        {
            (0, null) => SetDate(yearOf, 1, 1),
            (0, { } month) => SetDate(yearOf, month, 1),
            (1, { } month) => SetDate(yearOf, month, rest[0]),
            (2, null) when year == 0 => SetDate(yearOf, rest[0], rest[1]),
            (2, null) => SetDayFirst(rest[0], rest[1], yearOf),
            _ => false,
        };
    }

    private DateTime? Date()
    {
        var year = _year!.Value;
        if (_dayOfYear is { } number)
            return number >= 1 && number <= (DateTime.IsLeapYear(year) ? 366 : 365) ? new DateTime(year, 1, 1).AddDays(number - 1) : null;
        var (date, swapped) = (Date(year, _month, _day), Date(year, _day, _month));
        if (!_isOrderAmbiguous)
            return date;
        // 5/6/2026 3:04 PM mostly comes from programs with United States settings.
        if (_slashes && _isEnglishAmPm)
            (date, swapped) = (swapped, date);
        return date is null || (swapped is { } other && _weekday is { } weekday && date.Value.DayOfWeek != weekday && other.DayOfWeek == weekday)
            ? swapped
            : date;
    }

    private static DateTime? Date(int year, int? month, int? day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month.Value) ? new DateTime(year, month.Value, day.Value) : null;

    private bool SetDayFirst(int day, int month, int year)
    {
        _isOrderAmbiguous = true;
        return SetDate(year, month, day);
    }

    private bool SetDayOfYear(string year, string day)
    {
        (_year, _dayOfYear) = (Number(year), Number(day));
        return true;
    }

    private bool SetDate(int year, int month, int day)
    {
        (_year, _month, _day) = (year, month, day);
        return true;
    }

    /// <summary>RFC 2822 section 4.3: two digits below 50 count from 2000, other two-digit and all three-digit years from 1900.</summary>
    private static int Year(string digits)
    {
        var year = Number(digits);
        return digits.Length >= 4 ? year : digits.Length == 3 || year >= 50 ? 1900 + year : 2000 + year;
    }

    private static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
