using Microsoft.Extensions.Hosting;
using PbDecisionDay.Silo;

var builder = Host.CreateApplicationBuilder(args);
builder.AddDecisionDaySilo();
return await builder.Build().RunWithStorageAsync(Console.Error);
