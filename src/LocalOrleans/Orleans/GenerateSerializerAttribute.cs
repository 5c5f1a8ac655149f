namespace Orleans;

/// <summary>Marks a type that may cross a grain's boundary. Here it must be immutable, since nothing is copied.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
