package io.gantry.testkit.coverage;

import io.gantry.testkit.GantryCluster;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster with control loops and without nodes for all tests that ask for an {@link Api}; each has a namespace of its own. */
final class LoopingCluster implements ParameterResolver {
    private record Shared(GantryCluster cluster, Endpoint endpoint) implements AutoCloseable {
        static Shared open() {
            GantryCluster cluster = GantryCluster.builder().withLoops().start();
            return new Shared(cluster, new Endpoint(cluster));
        }

        @Override
        public void close() {
            endpoint.close();
            cluster.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Api.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what is in the store of the whole run when the run ends.
        Shared shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(LoopingCluster.class))
                .computeIfAbsent(Shared.class, ignored -> Shared.open(), Shared.class);
        return new Api(shared.cluster(), shared.endpoint());
    }
}
