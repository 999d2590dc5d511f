package io.gantry.testkit.clients;

import io.gantry.testkit.GantryCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster for all tests that ask for it by a parameter; each works in a namespace of its own. */
final class SharedCluster implements ParameterResolver {
    /** So few that a test can outrun a watch: its resourceVersion is gone then. */
    static final int CHANGES_PER_LOG = 256;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == GantryCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what is in the store of the whole run when the run ends.
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
                .computeIfAbsent(GantryCluster.class, ignored -> open(), GantryCluster.class);
    }

    private static GantryCluster open() {
        return GantryCluster.builder().withLoops().watchHistory(CHANGES_PER_LOG).start();
    }
}
