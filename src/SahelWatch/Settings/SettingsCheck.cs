using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SahelWatch.Settings;

/// <summary>Checks the annotations of a section's settings; unlike the framework's, its messages name the setting as an operator writes it.</summary>
internal sealed class SettingsCheck<T>(string section) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var faults = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(Message));
    }

    private string Message(ValidationResult fault) => fault.MemberNames.FirstOrDefault() is { } member
        && fault.ErrorMessage?.Contains(section, StringComparison.Ordinal) != true ? $"{section}:{member}: {fault.ErrorMessage}" : fault.ErrorMessage!;
}
