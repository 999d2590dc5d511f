package io.gantry.controllers.node;

import io.gantry.api.core.v1.Node;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeSpecBuilder;
import io.gantry.api.core.v1.NodeType;
import io.gantry.base.Reason;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives every node its own range of pod addresses, out of the cluster's. IPv4.
 *
 * <p>One worker, and what is given is taken from the nodes themselves, so that two nodes never get the same; an informer
 * that is behind is met by remembering what was given since the start.
 */
public final class NodeAddressesLoop {
    private static final String NAME = "node-ipam-controller";

    private final Context context;
    private final Informer<Node> nodes;
    private final EventRecorder recorder;
    private final Controller controller;
    private final int base;
    private final int clusterBits;
    private final int nodeBits;
    private final Set<String> given = new HashSet<>();

    private NodeAddressesLoop(Context context, String clusterRange, int nodeBits) {
        this.context = context;
        int slash = clusterRange.indexOf('/');
        byte[] address = slash < 0
                ? new byte[0]
                : InetAddress.ofLiteral(clusterRange.substring(0, slash)).getAddress();
        clusterBits = slash < 0 ? 0 : Integer.parseInt(clusterRange, slash + 1, clusterRange.length(), 10);
        if (address.length != 4 || clusterBits < 1 || nodeBits < clusterBits || nodeBits > 30) {
            throw new IllegalArgumentException("the pod range must be IPv4 such as 10.244.0.0/16, with nodes' ranges of"
                    + " at most its size; it is " + clusterRange + " with /" + nodeBits);
        }
        base = ((address[0] & 0xff) << 24 | (address[1] & 0xff) << 16 | (address[2] & 0xff) << 8 | (address[3] & 0xff))
                & -1 << (32 - clusterBits);
        this.nodeBits = nodeBits;
        nodes = context.informer(NodeType.KIND);
        recorder = context.recorder(NAME);
        controller = context.controller(NAME, 1, this::reconcile);
        nodes.addHandler((before, after) -> {
            if (after == null && before != null && before.spec().podCIDR() != null) {
                String freed = before.spec().podCIDR();
                synchronized (given) {
                    given.remove(freed);
                }
            } else if (after != null && (after.spec().podCIDR() == null || before == null)) {
                controller.enqueue(after);
            }
        });
    }

    /**
     * @param clusterRange such as {@code 10.244.0.0/16}
     * @param nodeBits the prefix length of each node's range, such as 24
     */
    public static Loop create(Context context, String clusterRange, int nodeBits) {
        return new NodeAddressesLoop(context, clusterRange, nodeBits).controller;
    }

    private Outcome reconcile(ObjectKey key) {
        Node node = nodes.reader().get("", key.name());
        if (node == null
                || (node.spec().podCIDR() != null && !node.spec().podCIDR().isEmpty())) {
            return Outcome.DONE;
        }
        String range = next();
        if (range.isEmpty()) {
            recorder.warning(
                    node, new Reason("CIDRNotAvailable", "Node " + key.name() + " status is now: CIDRNotAvailable"));
            throw new IllegalStateException("no range of pod addresses is left for node " + key.name());
        }
        context.client()
                .update(
                        NodeType.KIND,
                        NodeBuilder.of(node)
                                .spec(NodeSpecBuilder.of(node.spec())
                                        .podCIDR(range)
                                        .podCIDRs(List.of(range))
                                        .build())
                                .build(),
                        WriteOptions.DEFAULT);
        synchronized (given) {
            given.add(range);
        }
        return Outcome.DONE;
    }

    private String next() {
        Set<String> taken = new HashSet<>();
        synchronized (given) {
            taken.addAll(given);
        }
        nodes.reader().list("").forEach(node -> taken.addAll(node.spec().podCIDRs()));
        nodes.reader().list("").stream()
                .map(node -> node.spec().podCIDR())
                .filter(java.util.Objects::nonNull)
                .forEach(taken::add);
        for (int i = 0; i < 1 << (nodeBits - clusterBits); i++) {
            int at = base + (i << (32 - nodeBits));
            String range =
                    "%d.%d.%d.%d/%d".formatted(at >>> 24, at >>> 16 & 0xff, at >>> 8 & 0xff, at & 0xff, nodeBits);
            if (!taken.contains(range)) {
                return range;
            }
        }
        return "";
    }
}
