using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Domain;
using SahelWatch.Readers;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Readers;

public class SubscriptionTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly SubscriptionToken Token = new(
        TokenPurpose.Confirm, new ReaderId(new string('a', 32)), ["daily", "hebdo-fr"], TestClock.Start.AddHours(1));

    [Fact]
    public void A_token_can_be_read_and_needs_no_escaping_in_a_link()
    {
        var signed = Token.Sign(Key);

        Uri.EscapeDataString(signed).ShouldBe(signed);
        var read = SubscriptionToken.Read(signed, TokenPurpose.Confirm, Key, TestClock.Start).ShouldNotBeNull();
        (read.Reader, read.Expires).ShouldBe((Token.Reader, Token.Expires));
        read.Editions.ShouldBe(Token.Editions);
    }

    [Fact]
    public void A_token_is_invalid_for_another_purpose_with_another_key_or_after_it_has_expired()
    {
        var signed = Token.Sign(Key);

        SubscriptionToken.Read(signed, TokenPurpose.Manage, Key, TestClock.Start).ShouldBeNull();
        SubscriptionToken.Read(signed, TokenPurpose.Confirm, new byte[32], TestClock.Start).ShouldBeNull();
        SubscriptionToken.Read(signed, TokenPurpose.Confirm, Key, Token.Expires).ShouldBeNull();
        SubscriptionToken.Read(null, TokenPurpose.Confirm, Key, TestClock.Start).ShouldBeNull();
    }

    [Fact]
    public void Any_change_makes_a_token_invalid()
    {
        var signed = Token.Sign(Key);
        var changes = from at in Gen.Choose(0, signed.Length - 1)
                      from c in Gen.Elements("abcXYZ019.-_~é\0".ToCharArray())
                      where signed[at] != c
                      select signed[..at] + c + signed[(at + 1)..];

        Prop.ForAll(changes.ToArbitrary(), changed => SubscriptionToken.Read(changed, TokenPurpose.Confirm, Key, TestClock.Start).ShouldBeNull())
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Arbitrary_text_is_neither_a_token_nor_an_error()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => SubscriptionToken.Read(text, TokenPurpose.Confirm, Key, TestClock.Start).ShouldBeNull())
            .QuickCheckThrowOnFailure();
    }
}
