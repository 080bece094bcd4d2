"""Both forms of price files, and what is wrong with a broken one."""

import gzip

import numpy as np
import pytest

from pricetide_models.loading import UnreadableData, load, sha256

HEADER = ",product_id,timestamp,product,country,company,product_group_id,offer_type,price\n"


def long_file(directory, rows, name="prices.csv", header=HEADER):
    path = directory / name
    path.write_text(
        header + "".join(f"{i},{row}\n" for i, row in enumerate(rows)), encoding="utf-8"
    )
    return path


def row(
    product="7", timestamp="2021-03-01", company="Claro", price="10.5", group="3", offer="unlocked"
):
    return f"{product},{timestamp},a phone,CL,{company},{group},{offer},{price}"


def test_rows_become_one_daily_calendar(tmp_path):
    path = long_file(
        tmp_path, [row(), row(timestamp="2021-03-04", price="9"), row(product="8", company="wom")]
    )
    panel = load(path)
    assert panel.name == "prices"
    assert panel.first_day == np.datetime64("2021-03-01")
    assert [s.company for s in panel.series] == ["claro", "wom"]
    np.testing.assert_equal(
        panel.price, [[10.5, np.nan, np.nan, 9], [10.5, np.nan, np.nan, np.nan]]
    )


def test_the_newest_instant_of_a_day_is_its_price_and_the_later_row_of_an_instant_stands(tmp_path):
    rows = [
        row(timestamp="2021-03-01T18:00:00Z", price="3"),
        row(timestamp="2021-03-01T06:00:00Z", price="4"),
        row(timestamp="2021-03-02", price="5"),
        row(timestamp="2021-03-02", price="6"),
    ]
    np.testing.assert_equal(load(long_file(tmp_path, rows)).price, [[3, 6]])


def test_columns_may_come_in_any_order_with_others_between(tmp_path):
    header = "price,offer_type,note,product_group_id,company,country,product,timestamp,product_id\n"
    path = tmp_path / "prices.csv"
    path.write_text(header + "2.5,unlocked,x,3, Claro ,CL,a phone,2021-03-01,7\n", encoding="utf-8")
    panel = load(path)
    assert (panel.series[0].company, panel.price.tolist()) == ("claro", [[2.5]])


def test_a_directory_is_one_set(tmp_path):
    long_file(tmp_path, [row()], "a.csv")
    long_file(tmp_path, [row(product="8", timestamp="2021-03-02")], "b.csv")
    assert load(tmp_path).price.shape == (2, 2)


def test_wide_file(tmp_path):
    path = tmp_path / "wide.csv.gz"
    with gzip.open(path, "wt") as file:
        file.write("product_id,category,2021-03-01,2021-03-02\n11,Monitor,5,\n12,SSD,,7\n")
    panel = load(path)
    assert panel.name == "wide"
    assert [(s.product_id, s.group_id, s.company, s.category) for s in panel.series] == [
        ("11", "11", "", "Monitor"),
        ("12", "12", "", "SSD"),
    ]
    np.testing.assert_equal(panel.price, [[5, np.nan], [np.nan, 7]])


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([row(price="")], "no price ''"),
        ([row(price="ten")], "no price 'ten'"),
        ([row(), row(price="0")], "prices.csv:3"),
        ([row(price="-1")], "-1"),
        ([row(timestamp="1 March")], "1 March"),
    ],
)
def test_broken_row_is_named(tmp_path, rows, problem):
    with pytest.raises(UnreadableData, match=problem):
        load(long_file(tmp_path, rows))


def test_missing_column_is_named(tmp_path):
    path = long_file(
        tmp_path, [], header="product_id,timestamp,product,country,company,offer_type,price\n"
    )
    with pytest.raises(UnreadableData, match="no column product_group_id"):
        load(path)


def test_hash_is_of_names_and_bytes(tmp_path):
    path = long_file(tmp_path, [row()])
    before = sha256(path)
    path.write_text(path.read_text() + "1," + row(timestamp="2021-03-02") + "\n")
    assert sha256(path) != before
