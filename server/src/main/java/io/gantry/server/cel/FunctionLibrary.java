package io.gantry.server.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;

/** Functions for the checker and for what runs. Immutable once its constructor is done. */
abstract class FunctionLibrary implements CelCompilerLibrary, CelRuntimeLibrary {
    /** What the constructor of a library fills. */
    final FunctionSet functions = new FunctionSet();

    @Override
    public final void setCheckerOptions(CelCheckerBuilder builder) {
        builder.addFunctionDeclarations(functions.declarations());
    }

    @Override
    public final void setRuntimeOptions(CelRuntimeBuilder builder) {
        builder.addFunctionBindings(functions.bindings());
    }
}
