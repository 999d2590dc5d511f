package io.gantry.server.cel;

import dev.cel.common.types.SimpleType;

/** What expressions that make patches have beside the others: {@code k8s.io/apiserver/pkg/cel/library/jsonpatch.go}. */
final class PatchLibrary extends FunctionLibrary {
    PatchLibrary() {
        functions.global(
                "jsonpatch.escapeKey",
                SimpleType.STRING,
                a -> ((String) a[0]).replace("~", "~0").replace("/", "~1"),
                KubernetesTypes.A_STRING);
    }
}
