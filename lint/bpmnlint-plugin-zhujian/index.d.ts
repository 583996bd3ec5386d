declare const plugin: { rules: Record<string, string>; configs: Record<string, unknown> };
export = plugin;
