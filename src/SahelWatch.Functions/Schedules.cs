using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using SahelWatch.Settings;

namespace SahelWatch.Functions;

/// <summary>
/// Gives the host the schedules themselves instead of names of settings, so that they have defaults: if a named setting were missing, the host would not start
/// the function.
/// </summary>
internal sealed class Schedules(ScheduleOptions options) : IFunctionMetadataTransformer
{
    public const string PollFeeds = "%SahelWatch__Schedules__PollFeeds%";
    public const string GroupStories = "%SahelWatch__Schedules__GroupStories%";
    public const string SendAlerts = "%SahelWatch__Schedules__SendAlerts%";
    public const string SendDigests = "%SahelWatch__Schedules__SendDigests%";
    public const string Prune = "%SahelWatch__Schedules__Prune%";

    public string Name => nameof(Schedules);

    public void Transform(IList<IFunctionMetadata> original)
    {
        foreach (var function in original)
        {
            if (function.RawBindings is not { } bindings)
                continue;
            for (var i = 0; i < bindings.Count; i++)
                bindings[i] = Resolve(bindings[i]);
        }
    }

    private string Resolve(string binding) => binding
        .Replace(PollFeeds, options.PollFeeds, StringComparison.Ordinal)
        .Replace(GroupStories, options.GroupStories, StringComparison.Ordinal)
        .Replace(SendAlerts, options.SendAlerts, StringComparison.Ordinal)
        .Replace(SendDigests, options.SendDigests, StringComparison.Ordinal)
        .Replace(Prune, options.Prune, StringComparison.Ordinal);
}
