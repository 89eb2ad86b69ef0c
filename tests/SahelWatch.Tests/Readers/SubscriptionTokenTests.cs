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
    public void A_token_reads_back_and_needs_no_escaping_in_a_link()
    {
        var signed = Token.Sign(Key);

        Uri.EscapeDataString(signed).ShouldBe(signed);
        var read = SubscriptionToken.Read(signed, TokenPurpose.Confirm, Key, TestClock.Start).ShouldNotBeNull();
        (read.Reader, read.Expires).ShouldBe((Token.Reader, Token.Expires));
        read.Editions.ShouldBe(Token.Editions);
    }

    [Fact]
    public void Another_purpose_another_key_or_too_late_and_it_is_nothing()
    {
        var signed = Token.Sign(Key);

        SubscriptionToken.Read(signed, TokenPurpose.Manage, Key, TestClock.Start).ShouldBeNull();
        SubscriptionToken.Read(signed, TokenPurpose.Confirm, new byte[32], TestClock.Start).ShouldBeNull();
        SubscriptionToken.Read(signed, TokenPurpose.Confirm, Key, Token.Expires).ShouldBeNull();
        SubscriptionToken.Read(null, TokenPurpose.Confirm, Key, TestClock.Start).ShouldBeNull();
    }

    [Fact]
    public void Whatever_is_changed_in_a_token_it_is_nothing()
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
    public void Nothing_that_a_stranger_writes_is_a_token_or_an_error()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => SubscriptionToken.Read(text, TokenPurpose.Confirm, Key, TestClock.Start).ShouldBeNull())
            .QuickCheckThrowOnFailure();
    }
}
