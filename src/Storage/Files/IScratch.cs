namespace PbDecisionDay.Storage.Files;

/// <summary>Temporary files on a disk of the silo's own.</summary>
public interface IScratch
{
    /// <summary>An empty file to write to and to read from; it is gone when it is disposed, or at the latest with the silo's next start.</summary>
    /// <exception cref="IOException">There is no room, or the folder cannot be written.</exception>
    Stream Create();
}
