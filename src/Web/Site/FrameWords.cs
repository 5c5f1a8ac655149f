namespace PbDecisionDay.Web.Site;

/// <summary>Words of the frame round every page: <c>FrameWords.resx</c>.</summary>
public sealed class FrameWords;
