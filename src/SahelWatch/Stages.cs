using SahelWatch.Alerts;
using SahelWatch.Catalogue;
using SahelWatch.Digests;
using SahelWatch.Inputs;
using SahelWatch.Polling;
using SahelWatch.Stories;

namespace SahelWatch;

/// <summary>The stages for one version of the inputs.</summary>
internal sealed record Stages(
    SahelWatchInputs Inputs, PollFeeds Poll, GroupStories Group, UpdateCatalogue Catalogue, SendAlerts Alert, SendDigests Send);
