using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// A tick box of a form: ticked where one of its values is <c>true</c> or <c>on</c>, and not ticked by anything else. The framework's own reader
/// keeps what is neither, and the page that shows the form again then throws.
/// </summary>
internal sealed class TickedBox : IModelBinderProvider, IModelBinder
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.ModelType == typeof(bool) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var sent = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (sent != ValueProviderResult.None)
            bindingContext.Result = ModelBindingResult.Success(sent.Any(value =>
                string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || string.Equals(value, "on", StringComparison.OrdinalIgnoreCase)));
        return Task.CompletedTask;
    }
}
