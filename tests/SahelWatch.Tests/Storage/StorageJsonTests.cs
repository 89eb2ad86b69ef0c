using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Storage;

/// <summary>Stored shapes are written as in the golden file of their version, and all golden files, old versions included, are still readable.</summary>
public class StorageJsonTests
{
    private static readonly StorageJson Json = StorageJson.Readable;

    [Fact]
    public void The_stored_shape_of_an_article_is_unchanged() => Verify("article.v1.json", StoredShapes.Article, Json.Article);

    [Fact]
    public void The_stored_shape_of_a_story_is_unchanged() => Verify("story.v1.json", StoredShapes.Story, Json.Story);

    [Fact]
    public void A_story_from_before_reports_had_additions_is_read_with_none()
    {
        var stored = JsonSerializer.Deserialize(File.ReadAllText(Golden.PathOf("Storage/story.v1.first.json")), Json.Story)!;

        stored.Reports.ShouldAllBe(r => r.Additions != null && r.Additions.Count == 0 && r.About != null && r.About.Count == 0 && !r.IsRoundup);
    }

    [Fact]
    public void The_stored_shape_of_feed_states_is_unchanged() => Verify("feed-shard.v1.json", StoredShapes.FeedShard, Json.FeedShard);

    [Fact]
    public void The_stored_shape_of_entries_seen_is_unchanged() => Verify("seen-shard.v1.json", StoredShapes.SeenShard, Json.SeenShard);

    [Fact]
    public void The_stored_shape_of_the_grouping_cursor_is_unchanged() => Verify("grouping-cursor.v2.json", StoredShapes.GroupingCursor, Json.GroupingCursor);

    [Fact]
    public void A_cursor_of_version_1_is_read_without_missing_a_page()
    {
        var stored = JsonSerializer.Deserialize(File.ReadAllText(Golden.PathOf("Storage/article-cursor.v1.json")), Json.GroupingCursor)!;

        var upgraded = stored.Upgraded();

        upgraded.Version.ShouldBe(2);
        upgraded.From.ShouldBe(new DateOnly(2026, 11, 21)); // it had reached the morning of the 22nd
        upgraded.Grouped.ShouldBeEmpty();
    }

    [Fact]
    public void The_stored_shape_of_story_changes_is_unchanged() => Verify("story-changes.v1.json", StoredShapes.StoryChanges, Json.StoryChanges);

    [Fact]
    public void The_stored_shape_of_the_catalogues_contents_is_unchanged() =>
        Verify("catalogue-contents.v1.json", StoredShapes.CatalogueContents, Json.CatalogueContents);

    [Fact]
    public void The_stored_shape_of_a_month_of_the_catalogue_is_unchanged() => Verify("catalogue-month.v1.json", StoredShapes.CatalogueMonth, Json.CatalogueMonth);

    [Fact]
    public void The_stored_shape_of_a_delivery_plan_is_unchanged() => Verify("delivery-plan.v1.json", StoredDeliveries.Plan, Json.DeliveryPlan);

    [Fact]
    public void A_plan_from_before_there_were_channels_is_read_with_none() =>
        JsonSerializer.Deserialize(File.ReadAllText(Golden.PathOf("Storage/delivery-plan.v1.first.json")), Json.DeliveryPlan)!.Channels.ShouldBeEmpty();

    [Fact]
    public void The_stored_shape_of_a_shard_of_deliveries_is_unchanged() => Verify("delivery-shard.v1.json", StoredDeliveries.Shard, Json.DeliveryShard);

    [Fact]
    public void The_stored_shape_of_the_sending_pace_is_unchanged() => Verify("sending-pace.v1.json", StoredDeliveries.Pace, Json.SendingPace);

    [Fact]
    public void The_stored_shape_of_a_reader_is_unchanged() => Verify("reader.v1.json", StoredDeliveries.Reader, Json.Reader);

    [Fact]
    public void The_stored_shape_of_what_alerts_have_come_to_is_unchanged() => Verify("alert-state.v1.json", StoredAlerts.State, Json.AlertState);

    [Fact]
    public void The_stored_shape_of_an_alert_is_unchanged() => Verify("alert.v1.json", StoredAlerts.Alert, Json.Alert);

    [Fact]
    public void Arabic_and_accents_are_not_escaped()
    {
        var json = JsonSerializer.Serialize(StoredShapes.Article, Json.Article);

        json.ShouldContain("صوت الساحل");
        json.ShouldContain("« au moins 15 morts » à Djibo");
    }

    /// <summary>The golden file is a single line, as stored; reading it and writing it again gives the same line, so nothing is lost.</summary>
    private static void Verify<T>(string golden, T value, JsonTypeInfo<T> shape)
    {
        Golden.Verify($"Storage/{golden}", JsonSerializer.Serialize(value, shape));
        var stored = File.ReadAllText(Golden.PathOf($"Storage/{golden}"));

        JsonSerializer.Serialize(JsonSerializer.Deserialize(stored, shape)!, shape).ShouldBe(stored);
    }
}
