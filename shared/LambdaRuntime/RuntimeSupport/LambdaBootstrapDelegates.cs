namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Serves one invocation.</summary>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

/// <summary>Runs once, before the first invocation. If it returns false, the function ends without serving any.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
