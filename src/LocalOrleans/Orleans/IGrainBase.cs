namespace Orleans;

/// <summary>What every grain's instance is, whichever base it has.</summary>
public interface IGrainBase;
