using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// A whole number of a form in whatever digits it was typed: the framework's own reader knows those of ASCII alone, and a number in Arabic digits would be none.
/// </summary>
internal sealed class TypedNumber : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType is var type && (type == typeof(int) || type == typeof(long))
            ? new Binder(new SimpleTypeModelBinder(context.Metadata.ModelType, context.Services.GetRequiredService<ILoggerFactory>()))
            : null;

    private sealed class Binder(SimpleTypeModelBinder numbers) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            var sent = bindingContext.ValueProvider;
            bindingContext.ValueProvider = new WesternValues(sent);
            try
            {
                await numbers.BindModelAsync(bindingContext);
            }
            finally
            {
                bindingContext.ValueProvider = sent;
            }
        }
    }

    private sealed class WesternValues(IValueProvider sent) : IValueProvider
    {
        public bool ContainsPrefix(string prefix) => sent.ContainsPrefix(prefix);

        public ValueProviderResult GetValue(string key)
        {
            var values = sent.GetValue(key);
            return values == ValueProviderResult.None ? values : new(values.Select(value => Digits.Western(value ?? "")).ToArray(), values.Culture);
        }
    }
}
