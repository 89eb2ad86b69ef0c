using SahelWatch.Text;

namespace SahelWatch.Tests.Text;

public class FoldedTextTests
{
    /// <summary>Fails where ICU is missing or InvariantGlobalization is on: Normalize(FormD) silently does nothing then.</summary>
    [Theory]
    [InlineData("Sénégal", "senegal")]
    [InlineData("BURKINABÈ", "burkinabe")]
    [InlineData("l’État", "l'etat")]
    public void Case_accents_and_apostrophes_fold_away(string text, string folded) => FoldedText.Fold(text).ShouldBe(folded);
}
