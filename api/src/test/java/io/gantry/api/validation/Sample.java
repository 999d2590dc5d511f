package io.gantry.api.validation;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EachKey;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.MaxItems;
import io.gantry.api.schema.MaxLength;
import io.gantry.api.schema.Maximum;
import io.gantry.api.schema.Minimum;
import io.gantry.api.schema.Range;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One field for each way in which a field can be checked. */
@CrossChecked("SampleRules")
@ApiType
public record Sample(
        @Field(1) @Required String name,

        @Field(2) @Required(value = "say it", blank = true) @Nullable
        String text,

        @Field(3) @Required int number,
        @Field(4) @Minimum(2) @Maximum(5) @Nullable Integer bounded,
        @Field(5) @Range(min = 1, max = 3) @Nullable Long ranged,
        @Field(6) @Minimum(value = 1, message = "more") List<Integer> numbers,
        @Field(7) @EnumOf({"B", "A"}) @Nullable String choice,

        @Field(value = 8, pointer = true) @EnumOf({"A"}) @Nullable
        String told,

        @Field(9) @EnumOf(value = "A", message = "must be 'A'") @Nullable
        String only,

        @Field(10)
        @MaxItems(2)
        @EnumOf(
                value = {"A", "B"},
                numbered = false)
        List<String> choices,

        @Field(11) @MaxItems(value = 1, alone = true) List<SamplePart> parts,

        @Field(12) Map<String, SamplePart> partsByKey,
        @Field(13) @EachKey(TextFormat.SHORT_NAME) Map<String, String> keys,

        @Field(14) @MaxItems(value = 2, message = "two are enough") @Format(TextFormat.SHORT_NAME)
        List<String> names,

        @Field(value = 15, pointer = true) @Format(value = TextFormat.SHORT_NAME, orEmpty = true) @Nullable
        String perhaps,

        @Field(16) @MaxLength(3) @Nullable String brief,
        @Field(17) @Nullable SamplePart part,
        @Field(18) @ByHand("never") @Nullable SamplePart unlooked,
        @Field(19) @ImmutableField @Nullable String fixed,

        @Field(20) @ImmutableField(value = "may not be changed", forbidden = true) @Nullable
        Integer frozen,

        @Field(21) @ImmutableField("cannot change it") @Nullable
        SamplePart fixedPart) {}
