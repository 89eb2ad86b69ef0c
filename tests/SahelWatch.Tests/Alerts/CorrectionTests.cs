using SahelWatch.Alerts;
using SahelWatch.Domain;
using static SahelWatch.Tests.Digests.SomeStory;

namespace SahelWatch.Tests.Alerts;

/// <summary>What was told and is no longer true is corrected once.</summary>
public class CorrectionTests
{
    private readonly RuleHarness _desk = new(RuleHarness.Grave);

    private static Report Attack(string id, int killed, int minutes = 0) =>
        Report(id, $"Gunmen kill {killed} near Djibo", Monday.AddMinutes(minutes), figures: Killed(killed)) with { Entities = ["bf.djibo"] };

    [Fact]
    public void A_report_that_takes_its_toll_back_is_told_as_a_correction_once()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 40), Attack("b", 40)));
        Report Edited(string id) => Attack(id, 4) with { Former = [new Wording("Gunmen kill 40 near Djibo", "", new Uri("https://a.example/article"), Monday.AddHours(1))] };
        var corrected = Of(Edited("a"), Edited("b"));

        _desk.At(Monday.AddHours(2), corrected).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Correction);
        _desk.At(Monday.AddHours(3), corrected).ShouldBeEmpty();
    }

    [Fact]
    public void A_later_toll_of_half_as_many_corrects_what_was_told()
    {
        Report Told(string id) => Attack(id, 40) with { Figures = [Killed(40) with { Source = "the army" }] };
        _desk.At(Monday.AddMinutes(10), Of(Told("a"), Told("b")));
        Report Fewer(string id) => Report(id, "Army: 12 killed near Djibo", Monday.AddHours(3), figures: Killed(12) with { Source = "the army" });

        _desk.At(Monday.AddHours(4), Of(Told("a"), Told("b"), Fewer("c"), Fewer("d"))).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Correction);
    }

    [Fact]
    public void An_edit_that_changes_a_toll_a_little_is_no_correction()
    {
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 40), Attack("b", 40)));
        var edited = Attack("a", 38) with { Former = [new Wording("Gunmen kill 40 near Djibo", "", new Uri("https://a.example/article"), Monday.AddHours(1))] };

        _desk.At(Monday.AddHours(2), Of(edited, Attack("b", 38))).ShouldBeEmpty();
    }

    [Fact]
    public void A_sentence_on_what_was_told_takes_nothing_back_and_two_denials_do()
    {
        Report Coup(string id) => Report(id, "Soldiers overthrow president in coup", Monday);
        Report Sentence(string id) => Report(id, "Court jails twelve soldiers over coup", Monday.AddDays(2));
        Report Denial(string id) => Report(id, "Army denies coup", Monday.AddDays(3));
        _desk.At(Monday.AddMinutes(10), Of(Coup("a"), Coup("b"))).ShouldHaveSingleItem();

        _desk.At(Monday.AddDays(2).AddHours(1), Of(Coup("a"), Coup("b"), Sentence("c"), Sentence("d"))).ShouldBeEmpty();
        _desk.At(Monday.AddDays(3).AddHours(1), Of(Coup("a"), Coup("b"), Denial("e"), Denial("f"))).ShouldHaveSingleItem().Items[0].Kind.ShouldBe(AlertKind.Correction);
    }

    [Fact]
    public void Who_denies_a_part_in_it_denies_nothing_that_was_told()
    {
        Report Denial(string id) => Report(id, "Army denies role in killings near Djibo", Monday.AddHours(3));
        _desk.At(Monday.AddMinutes(10), Of(Attack("a", 14), Attack("b", 14)));

        _desk.At(Monday.AddHours(4), Of(Attack("a", 14), Attack("b", 14), Denial("c"), Denial("d"))).ShouldBeEmpty();
    }
}
