"""Optional gold, undated gold, zones: what is asked for and what is passed over."""

from evaluation_cases import day_row, gold_row, mention_of, perfect, timeline_of

REQUIRED = day_row(1, "a", "2012-07-11")
OPTIONAL = day_row(2, "b", "2012-07-12", optional=True)
UNDATED = gold_row(3, "a", None, None)


def counts(report, name="mentions_strict"):
    return tuple(report[name][key] for key in ("tp", "system", "gold", "ignored"))


class TestOptionalGold:
    rows = [REQUIRED, OPTIONAL]

    def test_it_is_neither_asked_for_nor_held_against_the_timeline(self, score):
        assert counts(score(self.rows, perfect(self.rows))) == (1, 1, 1, 1)
        assert counts(score(self.rows, perfect([REQUIRED]))) == (1, 1, 1, 0)

    def test_with_a_wrong_date_it_is_held_against_the_timeline(self, score):
        wrong = mention_of(OPTIONAL, date={"start": "1999"})
        report = score(self.rows, timeline_of([("a", mention_of(REQUIRED)), ("b", wrong)]))
        assert counts(report) == (1, 2, 1, 0)
        assert counts(report, "mentions_sentence_only") == (1, 1, 1, 1)

    def test_it_can_count_as_the_rest(self, score):
        report = score(self.rows, perfect([REQUIRED]), optional="count")
        assert counts(report) == (1, 1, 2, 0)

    def test_it_can_be_dropped_as_if_it_were_not_there(self, score):
        report = score(self.rows, perfect(self.rows), optional="drop")
        assert counts(report) == (1, 2, 1, 0)

    def test_required_gold_is_served_first(self, score):
        rows = [REQUIRED, day_row(1, "b", "2012-07-11", at=50, optional=True)]
        report = score(rows, perfect(rows[1:]))
        assert counts(report) == (1, 1, 1, 0)

    def test_an_event_whose_mentions_are_all_ignored_is_ignored(self, score):
        report = score(self.rows, perfect(self.rows))
        assert report["events_strict"]["system_events"] == 1
        assert report["events_strict"]["gold_events"] == 1


class TestUndatedGold:
    rows = [REQUIRED, UNDATED]

    def test_it_counts_for_clustering_alone(self, score):
        report = score(self.rows, perfect(self.rows))
        assert counts(report) == (1, 1, 1, 1)
        assert report["undated_gold"] == {"gold": 1, "found": 1, "system_dated": 0}
        assert report["bcubed_strict_pairs"]["n"] == 2
        assert report["recall_by_type"]["die"]["gold"] == 1
        assert report["date_accuracy_on_sentence_pairs"]["all"]["pairs"] == 1

    def test_in_the_wrong_event_it_lowers_b_cubed_alone(self, score):
        report = score(self.rows, perfect(self.rows, event=lambda row: str(row["start"])))
        assert report["mentions_strict"]["F1"] == 1.0
        # One cluster of two, cut in two: each mention's event holds half of its cluster.
        assert report["bcubed_strict_pairs"] == {"n": 2, "P": 1.0, "R": 0.5, "F1": 0.6667}

    def test_nobody_is_asked_to_find_it(self, score):
        report = score(self.rows, perfect([REQUIRED]))
        assert counts(report) == (1, 1, 1, 0)
        assert report["undated_gold"]["found"] == 0

    def test_on_its_trigger_even_a_dated_answer_is_passed_over(self, score):
        dated = mention_of(UNDATED, date={"start": "1999"})
        report = score(self.rows, timeline_of([("a", mention_of(REQUIRED)), ("a", dated)]))
        assert counts(report) == (1, 1, 1, 1)
        assert report["undated_gold"]["system_dated"] == 1

    def test_off_its_trigger_a_dated_answer_is_wrong(self, score):
        off = {"char_start": 370, "char_end": 374}
        dated = mention_of(UNDATED, date={"start": "1999"}, trigger=off)
        report = score(self.rows, timeline_of([("a", mention_of(REQUIRED)), ("a", dated)]))
        assert counts(report) == (1, 2, 1, 0)

    def test_off_its_trigger_an_undated_answer_is_passed_over(self, score):
        off = {"char_start": 370, "char_end": 374}
        report = score([UNDATED], perfect([UNDATED], trigger=off))
        assert counts(report) == (0, 0, 0, 1)

    def test_it_takes_no_answer_that_dated_gold_explains_better(self, score):
        rows = [day_row(3, "b", "2012-07-11", at=50), UNDATED]
        wrong_date = perfect(rows[:1], date={"start": "1999"})
        report = score(rows, wrong_date)
        assert counts(report) == (0, 1, 1, 0)
        assert report["undated_gold"]["found"] == 0

    def test_when_it_is_optional_it_is_not_measured(self, score):
        rows = [REQUIRED, UNDATED | {"optional": True}]
        report = score(rows, perfect(rows))
        assert counts(report) == (1, 1, 1, 1)
        assert report["undated_gold"]["gold"] == 0
        assert report["bcubed_strict_pairs"]["n"] == 1


class TestZones:
    title = day_row(0, "a", "2012-07-11", zone="title")
    rows = [title, day_row(1, "b", "2012-07-12")]

    def test_the_title_alone(self, score):
        assert counts(score(self.rows, perfect(self.rows), zone="title")) == (1, 1, 1, 0)

    def test_all_but_the_title(self, score):
        assert counts(score(self.rows, perfect(self.rows), zone="body")) == (1, 1, 1, 0)

    def test_answers_in_the_other_zone_are_not_held_against_it(self, score):
        report = score(self.rows, perfect(self.rows[1:]), zone="title")
        assert counts(report) == (0, 0, 1, 0)

    def test_the_title_is_the_first_block_of_the_text_where_the_text_is_known(self, score):
        body_only = [self.rows[1]]
        timeline = perfect(self.rows)
        untold = score(body_only, timeline, zone="body")
        assert untold["mentions_strict"]["system"] == 2
        timeline["articles"][0]["text"] = "t" * 98 + "\n\n" + "b" * 95
        told = score(body_only, timeline, zone="body")
        assert told["mentions_strict"]["system"] == 1

    def test_an_answer_without_offsets_is_in_the_body(self, score):
        nowhere = perfect(self.rows, trigger=None, char_start=None)
        assert score(self.rows, nowhere, zone="body")["mentions_strict"]["system"] == 2
        assert score(self.rows, nowhere, zone="title")["mentions_strict"]["system"] == 0
