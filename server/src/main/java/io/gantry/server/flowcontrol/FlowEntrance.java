package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.FlowDistinguisherMethod;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaSpec;
import io.gantry.server.metrics.FlowMetrics;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A FlowSchema whose priority level exists. Thread-safe. */
final class FlowEntrance implements RequestGate.Entrance {
    private final FlowSchema schema;
    private final String uid;
    private final SchemaRules rules;
    private final PriorityLevel level;
    private final FlowMetrics.Flow counts;
    private final SeatEstimator estimator;

    FlowEntrance(FlowSchema schema, PriorityLevel level, FlowMetrics.Flow counts, SeatEstimator estimator) {
        this.schema = schema;
        this.uid = schema.uid();
        this.rules = new SchemaRules(schema.spec().rules());
        this.level = level;
        this.counts = counts;
        this.estimator = estimator;
    }

    String name() {
        return schema.name();
    }

    PriorityLevel level() {
        return level;
    }

    FlowMetrics.Flow counts() {
        return counts;
    }

    boolean fits(UserInfo user, RequestInfo info) {
        return rules.fit(user, info);
    }

    /** Of schemas that fit, the one with the lowest number comes first, and of those the one whose name does. */
    static int precedence(FlowSchemaSpec spec) {
        Integer precedence = spec.matchingPrecedence();
        return precedence == null ? 1000 : precedence;
    }

    @Override
    public String flowSchemaUid() {
        return uid;
    }

    @Override
    public String priorityLevelUid() {
        return level.plan().uid();
    }

    @Override
    public Passage enter(RequestGate.Request request) throws TooManyRequestsException, IOException {
        LevelPlan plan = level.plan();
        // Who is never held up need not be measured.
        SeatEstimate estimate = plan.exempt() ? SeatEstimate.ONE : estimator.estimate(request, plan.widest());
        return level.enter(this, request, estimate);
    }

    /** @param flows whether the flows of the schema are told apart */
    Waiter waiter(RequestGate.Request request, Instant now, boolean flows) {
        return new Waiter(request, counts, name(), flows ? distinguisher(request) : "", now, new CountDownLatch(1));
    }

    /** What tells the flow of a request from the others of its schema. */
    private String distinguisher(RequestGate.Request request) {
        FlowDistinguisherMethod method = schema.spec().distinguisherMethod();
        return switch (method == null ? "" : method.type()) {
            case "ByUser" -> request.user().name();
            case "ByNamespace" -> request.info().namespace();
            default -> "";
        };
    }
}
