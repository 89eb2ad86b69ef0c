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

    public bool SetTime(int hour, int minute, int second, TimeSpan fraction)
    {
        // 24:00 is the end of the day, :60 a leap second (ISO 8601 section 4.2.3, RFC 3339 section 5.7).
        if ((HasTime && !IsMidnight) || hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or > 60 || (hour == 24 && minute + second > 0))
            return false;
        (_time, ExpectsTime) = (new TimeSpan(hour, minute, Math.Min(second, 59)) + fraction, false);
        return true;
    }

    /// <param name="digits">HH, HHmm or HHmmss.</param>
    public bool SetTime(string digits, TimeSpan fraction) => SetTime(
        int.Parse(digits[..2], Invariant),
        digits.Length >= 4 ? int.Parse(digits[2..4], Invariant) : 0,
        digits.Length == 6 ? int.Parse(digits[4..], Invariant) : 0,
        fraction);

    public bool SetOffset(int sign, int hours, int minutes)
    {
        if (hours is < 0 or > 24 || minutes is < 0 or > 59)
            return false;
        _offset = sign * new TimeSpan(hours, minutes, 0);
        return true;
    }

    public bool AddNumber(string digits)
    {
        if (IsComplete)
            return AddAfterDate(digits);
        switch (digits.Length)
        {
            case 6 when !HasDate && int.Parse(digits[2..4], Invariant) > 12: // 202611
                return SetDate(int.Parse(digits[..4], Invariant), int.Parse(digits[4..], Invariant), 1);
            case 6 when !HasDate: // 261122
                return SetDate(Year(digits[..2]), int.Parse(digits[2..4], Invariant), int.Parse(digits[4..], Invariant));
            case 7 when !HasDate: // 2026326
                (_year, _dayOfYear) = (int.Parse(digits[..4], Invariant), int.Parse(digits[4..], Invariant));
                return true;
            case 8 when !HasDate: // 20261122
                return SetDate(int.Parse(digits[..4], Invariant), int.Parse(digits[4..6], Invariant), int.Parse(digits[6..], Invariant));
            case 12 or 14 when !HasDate: // 202611221430, 20261122143000
                return AddNumber(digits[..8]) && SetTime(digits[8..], default);
            case > 4:
                return false;
        }

        _numbers.Add(digits);
        return _numbers.Count <= 3;
    }

    /// <summary>The hour alone ("15 GMT"), a time without a separator ("1430 GMT"), or an offset that lost its plus sign.</summary>
    private bool AddAfterDate(string digits) => digits.Length switch
    {
        1 when !HasTime => SetTime("0" + digits, default),
        2 or 4 or 6 when !HasTime => SetTime(digits, default),
        4 when LacksZone && int.Parse(digits[..2], Invariant) <= 14 => SetOffset(1, int.Parse(digits[..2], Invariant), int.Parse(digits[2..], Invariant)),
        _ => false,
    };

    public bool SetGroup(IReadOnlyList<string> numbers, char separator)
    {
        if (numbers.Any(n => n.Length > 4))
            return false;
        var parsed = numbers.Select(n => int.Parse(n, Invariant)).ToArray();
        var yearFirst = numbers[0].Length == 4;
        _slashes = separator == '/';
        switch (numbers.Count)
        {
            case 2 when yearFirst && numbers[1].Length == 3: // 2026-326
                (_year, _dayOfYear) = (parsed[0], parsed[1]);
                return true;
            case 2 when yearFirst: // 2026-11
                return SetDate(parsed[0], parsed[1], 1);
            case 2: // 22.11, the year follows
                _numbers.AddRange(numbers);
                return true;
            case 3 when yearFirst:
                return SetDate(parsed[0], parsed[1], parsed[2]);
            // ISO 8601:1988 allows leaving out the century, which is assumed for dashes and plausible numbers.
            case 3 when separator == '-' && numbers[2].Length <= 2 && parsed[1] is >= 1 and <= 12 && parsed[2] is >= 1 and <= 31:
                return SetDate(Year(numbers[0]), parsed[1], parsed[2]);
            default:
                return SetDayFirst(parsed[0], parsed[1], Year(numbers[2]));
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
        else if (DateNames.IsKorean(folded))
            _assumed = Korea;
        else if (word.Any(char.IsLower) && DateNames.IsFiller(folded))
            return true; // unlike "AT", "at" is not a zone
        else if (DateNames.Offset(folded) is { } offset)
            _offset ??= offset;
        else if (word.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(word, out var zone))
            _zone = zone;
        else
            return IsIgnored(word, folded);
        return true;
    }

    /// <summary>A zone by its Windows name: "Eastern Standard Time". Always true: other words after a date are ignored.</summary>
    public bool SetZoneIfNamed(string words)
    {
        if (LacksZone && words.All(c => char.IsAsciiLetter(c) || c is ' ' or '.') && TimeZoneInfo.TryFindSystemTimeZoneById(words, out var zone))
            _zone = zone;
        return true;
    }

    private void SetAmPm(bool afternoon, string folded)
    {
        (_afternoon, _isEnglishAmPm) = (afternoon, folded is "am" or "pm");
        if (DateNames.IsKorean(folded))
            _assumed = Korea;
        if (HasTime || _numbers.Count == 0 || _numbers[^1].Length > 2 || DateNames.IsKorean(folded))
            return;
        // "3 pm"
        if (SetTime(int.Parse(_numbers[^1], Invariant), 0, 0, default))
            _numbers.RemoveAt(_numbers.Count - 1);
    }

    /// <summary>
    /// A weekday in an unsupported language, or a label, before the date; words like "at"; ordinals; an unknown zone, which RFC 2822 section 4.3 equates with
    /// UTC.
    /// </summary>
    private bool IsIgnored(string word, string folded) =>
        !HasDate && _month is null && !HasTime
        || DateNames.IsFiller(folded)
        || (HasTime && word.Length is >= 1 and <= 5 && word.All(char.IsAsciiLetterUpper));

    public DateTimeOffset? Resolve()
    {
        if (_numbers.Count < 3)
            _month ??= _monthOrWeekday;
        if (_year is null && !FromNumbers())
            return null;
        // Years below 100 are placeholders for a missing date; the other range is the present in the Hijri and Iranian calendars.
        if (_year is not (>= 100 and <= 9999) or (>= 1350 and <= 1500) || Date() is not { } date)
            return null;
        var time = _time ?? TimeSpan.Zero;
        if (_afternoon is { } afternoon && time.Hours is >= 1 and <= 12)
            time += TimeSpan.FromHours(afternoon ? time.Hours == 12 ? 0 : 12 : time.Hours == 12 ? -12 : 0);
        return At(date, time);
    }

    private DateTimeOffset? At(DateTime date, TimeSpan time)
    {
        if (date > DateTime.MaxValue.Date - TimeSpan.FromDays(3) || date < DateTime.MinValue + TimeSpan.FromDays(3))
            return null;
        var local = date + time;
        var offset = _offset ?? _zone?.GetUtcOffset(local) ?? _assumed ?? TimeSpan.Zero;
        return offset.Duration() <= TimeSpan.FromHours(14) ? new DateTimeOffset(local, offset) : new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    /// <summary>Resolves separate numbers: the year is the one of three or four digits, else the last; with a month name the other is the day.</summary>
    private bool FromNumbers()
    {
        if (_numbers.Count == 0)
            return false;
        var year = _numbers.FindIndex(n => n.Length >= 3);
        if (year < 0 && _numbers.Count < 2)
            return false;
        year = year < 0 ? _numbers.Count - 1 : year;
        var yearOf = Year(_numbers[year]);
        var rest = _numbers.Where((_, i) => i != year).Select(n => int.Parse(n, Invariant)).ToArray();
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

    private bool SetDate(int year, int month, int day)
    {
        (_year, _month, _day) = (year, month, day);
        return true;
    }

    /// <summary>RFC 2822 section 4.3: two digits below 50 count from 2000, other two-digit and all three-digit years from 1900.</summary>
    private static int Year(string digits)
    {
        var year = int.Parse(digits, Invariant);
        return digits.Length >= 4 ? year : digits.Length == 3 || year >= 50 ? 1900 + year : 2000 + year;
    }

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
}
