namespace SahelWatch.Feeds.Addresses;

/// <summary>Query parameters that say where a visitor came from, not which page is meant.</summary>
internal static class TrackingParameters
{
    /// <summary>
    /// Used by analytics, advertising, email and social networks: Google, Meta, Microsoft, Yandex, AT Internet (xtor, at_), Deutsche Welle (maca), Mailchimp,
    /// HubSpot, Adobe, ECHOBOX…
    /// </summary>
    private static readonly FrozenSet<string> Names = (
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ymclid twclid ttclid igshid igsh _ga _gl mc_cid mc_eid mkt_tok _hsenc _hsmi hss_channel vero_id vero_conv oly_anon_id oly_enc_id "
        + "ref_src ref_url refsrc referrer fb_ref fb_source action_object_map action_type_map xtor xtref cmp cmpid campaign_id s_cid s_kwcid ncid intcid icid ito ftag smid smtyp "
        + "maca wt_mc wt_zmc traffic_source traffic_medium traffic_campaign rss_id feedname guccounter guce_referrer guce_referrer_sig spm scid sr_share share_id wprov __twitter_impression amp "
        + "outputtype usqp amp_js_v amp_gsa ns_mchannel ns_source ns_campaign ns_linkname ns_fee mbid soc_src soc_trk cvid ocid")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Families = ["utm_", "at_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_", "ga_", "wtrid_", "__hs"];

    /// <summary>Names that sites also use for other purposes: tracking only if the value names a channel.</summary>
    private static readonly FrozenSet<string> Sources = "source src from ref partner feed medium via output ns origin share view".Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Channels =
        "rss atom feed feeds rss2 twitter facebook fb tw whatsapp telegram linkedin newsletter email mail social share google googlenews amp app mobile homepage home hp"
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Name = Names.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Source = Sources.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Channel = Channels.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="parameter">As in the query: name, or name=value.</param>
    public static bool Contains(ReadOnlySpan<char> parameter)
    {
        var equals = parameter.IndexOf('=');
        var name = equals < 0 ? parameter : parameter[..equals];
        var value = equals < 0 ? default : parameter[(equals + 1)..];
        return IsOfFamily(name) || Name.Contains(name) || (Source.Contains(name) && Channel.Contains(value));
    }

    private static bool IsOfFamily(ReadOnlySpan<char> name)
    {
        foreach (var family in Families)
        {
            if (name.StartsWith(family, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
