package io.gantry.node.agent;

import io.gantry.api.KubeList;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.client.node.NodeReply;
import io.gantry.client.node.NodeRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The pages that a kubelet serves on its port, in its words. What would run or stop something there (exec, attach,
 * port-forward, run) and the machine's own logs are refused as by a kubelet that has its debugging handlers and its
 * system logs switched off: pods' subresources are the one way, with rights of their own. Thread-safe.
 */
final class NodePages {
    private static final List<String> DEBUGGING = List.of(
            "run", "exec", "attach", "portForward", "containerLogs", "runningpods", "debug", "flagz", "statusz");

    private final AgentContext context;
    private final Supplier<Collection<PodWorker>> workers;
    private final BooleanSupplier turning;

    /** @param turning whether the loop that compares what should run with what does still goes round */
    NodePages(AgentContext context, Supplier<Collection<PodWorker>> workers, BooleanSupplier turning) {
        this.context = context;
        this.workers = workers;
        this.turning = turning;
    }

    NodeReply answer(NodeRequest request) throws IOException, InterruptedException {
        String path = request.path();
        String first = path.substring(1).split("/", 2)[0];
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        return switch (path) {
            case "/pods", "/pods/" -> read ? pods() : notAllowed();
            case "/stats/summary", "/stats/summary/" -> read ? summary(request.query()) : notAllowed();
            case "/healthz", "/healthz/", "/healthz/ping", "/healthz/log", "/healthz/syncloop" -> health(path);
            case "/configz" -> NodeReply.json(Tree.toJson(Map.of("kubeletconfig", configuration())));
            case "/metrics" -> MetricsPages.own(context.config().name(), sorted());
            case "/metrics/probes" -> MetricsPages.probes(sorted());
            case "/metrics/resource" -> MetricsPages.resource(usage());
            default -> {
                if (first.equals("logs")) {
                    yield NodeReply.text(405, "logs endpoint is disabled.\n");
                }
                yield DEBUGGING.contains(first)
                        ? NodeReply.text(405, "Debug endpoints are disabled.\n")
                        : NodeReply.text(404, "404 page not found\n");
            }
        };
    }

    private static NodeReply notAllowed() {
        return NodeReply.text(405, "405: Method Not Allowed");
    }

    private List<PodWorker> sorted() {
        return workers.get().stream()
                .sorted(Comparator.comparing((PodWorker worker) -> worker.pod().namespace())
                        .thenComparing(worker -> worker.pod().name()))
                .toList();
    }

    private NodeReply pods() {
        List<Pod> pods = sorted().stream().map(PodWorker::pod).toList();
        return NodeReply.json(Json.encode(new KubeList<>(PodType.KIND, ListMetaType.EMPTY, pods)));
    }

    private NodeReply health(String path) {
        boolean well = turning.getAsBoolean();
        if (path.equals("/healthz/syncloop") && !well) {
            return NodeReply.text(500, "internal server error: sync Loop took longer than expected\n");
        }
        if (well || path.equals("/healthz/ping") || path.equals("/healthz/log")) {
            return NodeReply.text(200, "ok");
        }
        return NodeReply.text(
                500, "[+]ping ok\n[+]log ok\n[-]syncloop failed: reason withheld\nhealthz check failed\n");
    }

    private NodeReply summary(String query) throws IOException, InterruptedException {
        boolean brief = List.of(query.split("&")).contains("only_cpu_and_memory=true");
        return NodeReply.json(Tree.toJson(StatsSummary.of(usage(), brief)));
    }

    private NodeUsage usage() throws IOException, InterruptedException {
        return NodeUsage.observe(context, sorted());
    }

    /** What of a kubelet's configuration this agent has: fields that nothing here follows are left out. */
    private Map<String, Object> configuration() {
        NodeConfig config = context.config();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", "KubeletConfiguration");
        fields.put("apiVersion", "kubelet.config.k8s.io/v1beta1");
        fields.put("enableDebuggingHandlers", false);
        fields.put("enableSystemLogHandler", false);
        fields.put("clusterDomain", config.clusterDomain());
        fields.put("clusterDNS", config.clusterDns());
        fields.put("cgroupRoot", "/" + config.cgroupParent());
        fields.put("maxPods", config.maxPods());
        fields.put("podCIDR", config.podCidr());
        return fields;
    }
}
