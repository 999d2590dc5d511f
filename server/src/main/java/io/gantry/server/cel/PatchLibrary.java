package io.gantry.server.cel;

import dev.cel.checker.CelCheckerBuilder;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;

/** What expressions that make patches have beside the others: {@code k8s.io/apiserver/pkg/cel/library/jsonpatch.go}. */
final class PatchLibrary implements CelCompilerLibrary, CelRuntimeLibrary {
    private final FunctionSet functions = new FunctionSet();

    PatchLibrary() {
        functions.global(
                "jsonpatch.escapeKey",
                SimpleType.STRING,
                a -> ((String) a[0]).replace("~", "~0").replace("/", "~1"),
                KubernetesTypes.A_STRING);
    }

    @Override
    public void setCheckerOptions(CelCheckerBuilder builder) {
        builder.addFunctionDeclarations(functions.declarations());
    }

    @Override
    public void setRuntimeOptions(CelRuntimeBuilder builder) {
        builder.addFunctionBindings(functions.bindings());
    }
}
