namespace SahelWatch.Feeds.Dates;

/// <summary>Abbreviations of time zones with their most likely meaning in feeds (IST is Indian, CST North American).</summary>
internal static class ZoneNames
{
    private static readonly FrozenDictionary<string, TimeSpan> Offsets = (
        "ut 0 utc 0 gmt 0 z 0 wet 0 etc/gmt 0 etc/utc 0 tu 0 "
        + "wat 60 cet 60 met 60 mez 60 bst 60 west 60 hec 60 cat 120 sast 120 eet 120 cest 120 mest 120 mesz 120 ist 330 "
        + "hne -300 hae -240 hnc -360 hac -300 hnr -420 har -360 hnp -480 hap -420 hna -240 haa -180 "
        + "wast 120 cvt -60 azot -60 azost 0 egst 0 mut 240 sct 240 ret 240 msd 240 мск 180 samt 240 azt 240 get 240 amst -180 irst 210 aft 270 uzt 300 yekt 300 npt 345 mmt 390 novt 420 krat 420 "
        + "myt 480 wita 480 awdt 540 wit 540 yakt 540 acdt 630 vlat 600 chst 600 fjt 720 ndt -150 brst -120 uyt -180 gft -180 fkt -180 clst -180 bot -240 pyt -240 gyt -240 ect -300 galt -360 hdt -540 sst -660 "
        + "eat 180 msk 180 eest 180 trt 180 ast -240 gst 240 pkt 300 bdt 360 ict 420 wib 420 hkt 480 sgt 480 pht 480 awst 480 jst 540 kst 540 acst 570 aest 600 aedt 660 nzst 720 nzdt 780 "
        + "nst -210 at -240 adt -180 est -300 edt -240 et -300 cst -360 cdt -300 ct -360 mst -420 mdt -360 mt -420 pst -480 pdt -420 pt -480 akst -540 akdt -480 hst -600 "
        + "brt -180 art -180 clt -240 vet -240 cot -300 pet -300")
        .Split(' ').Chunk(2).ToFrozenDictionary(p => p[0], p => TimeSpan.FromMinutes(int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture)));

    /// <param name="name">Lower case.</param>
    public static TimeSpan? Offset(string name) => Offsets.TryGetValue(name, out var offset) ? offset : null;
}
