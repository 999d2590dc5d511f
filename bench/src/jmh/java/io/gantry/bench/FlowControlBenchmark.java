package io.gantry.bench;

import io.gantry.api.KubeObject;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.base.Time;
import io.gantry.server.edge.Exchange;
import io.gantry.server.flowcontrol.BootstrapFlows;
import io.gantry.server.flowcontrol.FlowControl;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.flowcontrol.Passage;
import io.gantry.server.flowcontrol.RequestGate.Request;
import io.gantry.server.metrics.FlowMetrics;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What priority and fairness adds to a request that finds a seat at once, with the objects that every cluster has. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FlowControlBenchmark {
    /** From the schema that is tried first to the last but one. */
    @Param({"exempt", "node", "service-account", "user"})
    public String who;

    private FlowControl control;
    private Request request;

    @Setup
    public void open() {
        List<FlowSchema> schemas = new ArrayList<>();
        List<PriorityLevelConfiguration> levels = new ArrayList<>();
        for (KubeObject object : BootstrapFlows.objects(Instant.EPOCH)) {
            if (object instanceof FlowSchema schema) {
                schemas.add(schema);
            } else if (object instanceof PriorityLevelConfiguration level) {
                levels.add(level);
            }
        }
        control = new FlowControl(
                FlowOptions.DEFAULT, Time.system(), new FlowMetrics(), () -> schemas, () -> levels, info -> 0);
        UserInfo user = switch (who) {
            case "exempt" -> UserInfo.of("root", UserInfo.MASTERS, UserInfo.AUTHENTICATED);
            case "node" -> UserInfo.of("system:node:n1", "system:nodes", UserInfo.AUTHENTICATED);
            case "service-account" -> UserInfo.serviceAccount("team", "app", "");
            default -> UserInfo.of("jane", UserInfo.AUTHENTICATED);
        };
        RequestInfo info = RequestInfo.of(
                "PUT",
                "/api/v1/namespaces/team/configmaps/a",
                List.of("api", "v1", "namespaces", "team", "configmaps", "a"),
                false);
        // Nobody asks it anything: that is what happens to requests that wait, and to lists.
        Exchange exchange = (Exchange) Proxy.newProxyInstance(
                FlowControlBenchmark.class.getClassLoader(), new Class<?>[] {Exchange.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        request = new Request(exchange, user, info, "");
    }

    @Benchmark
    public void uncontended() throws Exception {
        try (Passage _ = control.entrance(request.user(), request.info()).enter(request)) {
            // served
        }
    }
}
