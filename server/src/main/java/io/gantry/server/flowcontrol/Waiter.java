package io.gantry.server.flowcontrol;

import io.gantry.server.flowcontrol.RequestGate.Request;
import io.gantry.server.metrics.FlowMetrics;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * A request that waits for a seat.
 *
 * @param counts of its flow
 * @param flowSchema the name of its FlowSchema
 * @param arrived for who looks at the queues
 * @param decided opens when it has got a seat or has waited long enough
 */
record Waiter(
        Request request,
        FlowMetrics.Flow counts,
        String flowSchema,
        String distinguisher,
        Instant arrived,
        CountDownLatch decided) {}
