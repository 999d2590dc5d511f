package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaCondition;
import io.gantry.api.flowcontrol.v1.FlowSchemaStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a FlowSchema's status says of the priority level that it names; the words are Kubernetes'. */
public final class FlowConditions {
    private static final String DANGLING = "Dangling";

    private FlowConditions() {}

    /** The schema's status; the same object when it is right as it is. */
    public static FlowSchemaStatus of(FlowSchema schema, boolean levelExists, Instant now) {
        String level = schema.spec().priorityLevelConfiguration().name();
        FlowSchemaCondition right = new FlowSchemaCondition(
                DANGLING,
                levelExists ? "False" : "True",
                now.truncatedTo(ChronoUnit.SECONDS),
                levelExists ? "Found" : "NotFound",
                "This FlowSchema references the PriorityLevelConfiguration object named \"" + level + "\" "
                        + (levelExists ? "and it exists" : "but there is no such object"));
        List<FlowSchemaCondition> conditions = new ArrayList<>();
        for (FlowSchemaCondition is : schema.status().conditions()) {
            if (!DANGLING.equals(is.type())) {
                conditions.add(is);
            } else if (right.status() != null
                    && right.status().equals(is.status())
                    && right.reason() != null
                    && right.reason().equals(is.reason())
                    && right.message() != null
                    && right.message().equals(is.message())) {
                return schema.status();
            }
        }
        conditions.add(right);
        return new FlowSchemaStatus(conditions);
    }
}
