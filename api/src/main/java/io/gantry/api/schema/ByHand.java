package io.gantry.api.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whether the record, or the records, that the field holds are checked depends on more than the field, so that a rule written
 * by hand asks for it, or nothing does.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.SOURCE)
public @interface ByHand {
    /** On what it depends. */
    String value();
}
