"""The golden table: what each expression means under each anchor. It is the specification of the tagger.

A row is a sentence with the expression in square brackets, its TIMEX3 value, and its first and last day ("" where it has no place on the calendar;
"~" after the last day where that is approximate). Sentences are ours.
"""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.dating.meaning import Base, say_day
from geodata.dating.tagger import find
from geodata.dating.tokens import tokenise
from geodata.model import TimeSpan

THURSDAY = date(2017, 2, 16)

WRITTEN = """
It ended on [14 February 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [14th February 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [the 14th of February 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [14 February, 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [Tuesday 14 February 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [Tuesday, 14 February 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [Tuesday, February 14, 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [February 14, 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [February 14th, 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [Feb. 14, 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [14 Feb 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [Tue 14 Feb 2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [2017-02-14].|2017-02-14|2017-02-14|2017-02-14
It ended on [14/02/2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [14.02.2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [14/2/17].|2017-02-14|2017-02-14|2017-02-14
It ended on [02/14/2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [3/4/2016].|2016-04-03|2016-04-03|2016-04-03
It ended on [27/10/89].|1989-10-27|1989-10-27|1989-10-27
It ended on [29 February 2016].|2016-02-29|2016-02-29|2016-02-29
It began on [1 May 1997].|1997-05-01|1997-05-01|1997-05-01
It began on [March 3, 1997].|1997-03-03|1997-03-03|1997-03-03
It began on [3 Sept 1939].|1939-09-03|1939-09-03|1939-09-03
It ended on [Feb. 10].|2017-02-10|2017-02-10|2017-02-10
It ended on [10 February].|2017-02-10|2017-02-10|2017-02-10
It ended on [31 December].|2016-12-31|2016-12-31|2016-12-31
It will end on [1 March].|2017-03-01|2017-03-01|2017-03-01
It will end on [the 1st of March].|2017-03-01|2017-03-01|2017-03-01
It ended on [the 10th].|2017-02-10|2017-02-10|2017-02-10
Your letter of [the 10th inst.] came.|2017-02-10|2017-02-10|2017-02-10
Your letter of [the 10th ult.] came.|2017-01-10|2017-01-10|2017-01-10
It ended on [14 February last year].|2016-02-14|2016-02-14|2016-02-14
It began in [March 2014].|2014-03|2014-03-01|2014-03-31
It began in [Mar 2014].|2014-03|2014-03-01|2014-03-31
It began in [March, 2014].|2014-03|2014-03-01|2014-03-31
It began in [March of 2014].|2014-03|2014-03-01|2014-03-31
It began in [March last year].|2016-03|2016-03-01|2016-03-31
It began in [early March 2014].|2014-03|2014-03-01|2014-03-10~
It began in [mid-March 2014].|2014-03|2014-03-11|2014-03-20~
It began in [late March 2014].|2014-03|2014-03-21|2014-03-31~
It began at [the beginning of March 2014].|2014-03|2014-03-01|2014-03-10~
It began at [the end of March 2014].|2014-03|2014-03-21|2014-03-31~
It began in [February 2016].|2016-02|2016-02-01|2016-02-29
It began in [2014].|2014|2014-01-01|2014-12-31
It began in [early 2014].|2014|2014-01-01|2014-05-01~
It began in [mid-2014].|2014|2014-05-02|2014-08-31~
It began in [late 2014].|2014|2014-09-01|2014-12-31~
It began in [the year 2014].|2014|2014-01-01|2014-12-31
It began in [nineteen ninety-seven].|1997|1997-01-01|1997-12-31
It began in [January nineteen ninety-seven].|1997-01|1997-01-01|1997-01-31
It began in [the 1990s].|199|1990-01-01|1999-12-31
It began in [the '90s].|199|1990-01-01|1999-12-31
It began in [the nineties].|199|1990-01-01|1999-12-31
It began in [the early 1990s].|199|1990-01-01|1993-05-01~
It began in [the late 1990s].|199|1996-08-31|1999-12-31~
It began in [the mid-1990s].|199|1993-05-02|1996-08-30~
It began in [the 19th century].|18|1800-01-01|1899-12-31
It began in [the nineteenth century].|18|1800-01-01|1899-12-31
It began in [the early 20th century].|19|1900-01-01|1933-05-01~
It began in [the spring of 2014].|2014-SP|2014-03-01|2014-05-31
It began in [spring 2014].|2014-SP|2014-03-01|2014-05-31
It began in [the summer of 2014].|2014-SU|2014-06-01|2014-08-31
It began in [autumn 2014].|2014-FA|2014-09-01|2014-11-30
It began in [the fall of 2014].|2014-FA|2014-09-01|2014-11-30
It began in [winter 2014].|2014-WI|2014-12-01|2015-02-28
It began in [the third quarter of 2014].|2014-Q3|2014-07-01|2014-09-30
It began in [the first half of 2014].|2014-H1|2014-01-01|2014-06-30
It began in [the second half of 2014].|2014-H2|2014-07-01|2014-12-31
It began in [the last half of 2014].|2014-H2|2014-07-01|2014-12-31
It began in [fiscal 2014].|2014|2014-01-01|2014-12-31
It began on [Christmas Day 2014].|2014-12-25|2014-12-25|2014-12-25
It began on [Easter Sunday 2014].|2014-04-20|2014-04-20|2014-04-20
It began on [New Year's Eve 2014].|2014-12-31|2014-12-31|2014-12-31
It began on [Boxing Day 2014].|2014-12-26|2014-12-26|2014-12-26
It ended on [14-Feb-2017].|2017-02-14|2017-02-14|2017-02-14
It ended on [14-02-2017].|2017-02-14|2017-02-14|2017-02-14
It changed after [9/11].|2001-09-11|2001-09-11|2001-09-11
It began on [the first Monday of March 2016].|2016-03-07|2016-03-07|2016-03-07
It began on [the last Friday in May 2016].|2016-05-27|2016-05-27|2016-05-27
It began on [the third Thursday of November 2016].|2016-11-17|2016-11-17|2016-11-17
It ran in [2016-17].|2016|2016-01-01|2017-12-31
It ran in [2016/17].|2016|2016-01-01|2017-12-31
It began in [44 BC].|BC0044||
It began in [AD 79].|0079|0079-01-01|0079-12-31
It began in [Q3 2014].|2014-Q3|2014-07-01|2014-09-30
It began in [H1 2014].|2014-H1|2014-01-01|2014-06-30
It began in [the third quarter of last year].|2016-Q3|2016-07-01|2016-09-30
It began in [the fourth quarter].|2016-Q4|2016-10-01|2016-12-31
It began in [March this year].|2017-03|2017-03-01|2017-03-31
It will begin in [March next year].|2018-03|2018-03-01|2018-03-31
It began in [late summer 2014].|2014-SU|2014-08-01|2014-08-31~
It began in [early spring].|2016-SP|2016-03-01|2016-03-30~
It began on [Monday, March 3, 1997].|1997-03-03|1997-03-03|1997-03-03
It began on [Sat. 1 March 2014].|2014-03-01|2014-03-01|2014-03-01
It began on [Tuesday, August 16].|2016-08-16|2016-08-16|2016-08-16
It began in [1066].|1066|1066-01-01|1066-12-31
It will end in [2050].|2050|2050-01-01|2050-12-31
It began in [the sixties].|196|1960-01-01|1969-12-31
It began in [the 1800s].|18|1800-01-01|1899-12-31
"""

DEICTIC = """
It happened [today].|2017-02-16|2017-02-16|2017-02-16
It happened [earlier today].|2017-02-16|2017-02-16|2017-02-16
It will happen [later today].|2017-02-16|2017-02-16|2017-02-16
It happened [yesterday].|2017-02-15|2017-02-15|2017-02-15
It happened [the day before yesterday].|2017-02-14|2017-02-14|2017-02-14
It will happen [tomorrow].|2017-02-17|2017-02-17|2017-02-17
It will happen [the day after tomorrow].|2017-02-18|2017-02-18|2017-02-18
It happened on [Tuesday].|2017-02-14|2017-02-14|2017-02-14
It happened on [Thursday].|2017-02-16|2017-02-16|2017-02-16
It happened on [Friday].|2017-02-10|2017-02-10|2017-02-10
It will happen on [Friday].|2017-02-17|2017-02-17|2017-02-17
It will happen on [Tuesday].|2017-02-21|2017-02-21|2017-02-21
It is to happen on [Tuesday].|2017-02-21|2017-02-21|2017-02-21
It happened [last Tuesday].|2017-02-14|2017-02-14|2017-02-14
It happened [last Thursday].|2017-02-09|2017-02-09|2017-02-09
It happened [Tuesday last].|2017-02-14|2017-02-14|2017-02-14
It will happen [next Tuesday].|2017-02-21|2017-02-21|2017-02-21
It will happen [Tuesday week].|2017-02-28|2017-02-28|2017-02-28
It will happen [this Friday].|2017-02-17|2017-02-17|2017-02-17
It will happen [this coming Friday].|2017-02-17|2017-02-17|2017-02-17
It happened [last week].|2017-W06|2017-02-06|2017-02-12
It happened [this week].|2017-W07|2017-02-13|2017-02-19
It will happen [next week].|2017-W08|2017-02-20|2017-02-26
It happened [earlier this week].|2017-W07|2017-02-13|2017-02-19
It happened [last weekend].|2017-W06-WE|2017-02-11|2017-02-12
It happened over [the weekend].|2017-W06-WE|2017-02-11|2017-02-12
It will happen [this weekend].|2017-W07-WE|2017-02-18|2017-02-19
It will happen [next weekend].|2017-W08-WE|2017-02-25|2017-02-26
It happened [last month].|2017-01|2017-01-01|2017-01-31
It happened [this month].|2017-02|2017-02-01|2017-02-28
It will happen [next month].|2017-03|2017-03-01|2017-03-31
It happened [earlier this month].|2017-02|2017-02-01|2017-02-28
It will happen [later this month].|2017-02|2017-02-01|2017-02-28
It happened [last quarter].|2016-Q4|2016-10-01|2016-12-31
It happened [last year].|2016|2016-01-01|2016-12-31
It happened [this year].|2017|2017-01-01|2017-12-31
It will happen [next year].|2018|2018-01-01|2018-12-31
It happened [late last year].|2016|2016-09-01|2016-12-31~
It will happen [early next year].|2018|2018-01-01|2018-05-01~
It happened [the week before last].|2017-W05|2017-01-30|2017-02-05
It happened [the year before last].|2015|2015-01-01|2015-12-31
It will happen [the week after next].|2017-W09|2017-02-27|2017-03-05
It will happen [the month after next].|2017-04|2017-04-01|2017-04-30
It happened [last decade].|200|2000-01-01|2009-12-31
It happened in [the last century].|19|1900-01-01|1999-12-31
It happened in [April].|2016-04|2016-04-01|2016-04-30
It happened in [January].|2017-01|2017-01-01|2017-01-31
It happened in [February].|2017-02|2017-02-01|2017-02-28
It will happen in [April].|2017-04|2017-04-01|2017-04-30
It will happen in [January].|2018-01|2018-01-01|2018-01-31
It happened [last April].|2016-04|2016-04-01|2016-04-30
It will happen [next April].|2017-04|2017-04-01|2017-04-30
It will happen [this April].|2017-04|2017-04-01|2017-04-30
It happened in [early January].|2017-01|2017-01-01|2017-01-10~
It happened in [May].|2016-05|2016-05-01|2016-05-31
It happened in [March].|2016-03|2016-03-01|2016-03-31
It happened in [the spring].|2016-SP|2016-03-01|2016-05-31
It will happen in [the spring].|2017-SP|2017-03-01|2017-05-31
It happened [last spring].|2016-SP|2016-03-01|2016-05-31
It happened [last summer].|2016-SU|2016-06-01|2016-08-31
It will happen [next summer].|2017-SU|2017-06-01|2017-08-31
It will happen [this autumn].|2017-FA|2017-09-01|2017-11-30
It happened in [the third quarter].|2016-Q3|2016-07-01|2016-09-30
It happened in [the third quarter last year].|2016-Q3|2016-07-01|2016-09-30
It happened in [last year's third quarter].|2016-Q3|2016-07-01|2016-09-30
It happened at [Christmas].|2016-12-25|2016-12-25|2016-12-25
It happened on [Christmas Eve].|2016-12-24|2016-12-24|2016-12-24
It happened on [last Thanksgiving].|2016-11-24|2016-11-24|2016-11-24
It will happen on [Good Friday].|2017-04-14|2017-04-14|2017-04-14
It happened on [New Year's Day].|2017-01-01|2017-01-01|2017-01-01
It happened [two days ago].|2017-02-14|2017-02-14|2017-02-14
It happened [a week ago].|2017-W06|2017-02-09|2017-02-09~
It happened [two weeks ago].|2017-W05|2017-02-02|2017-02-02~
It happened [nearly six weeks ago].|2017-W01|2017-01-05|2017-01-05~
It happened [a fortnight ago].|2017-W05|2017-02-02|2017-02-02~
It happened [three months ago].|2016-11|2016-11-01|2016-11-30
It happened [three years ago].|2014|2014-01-01|2014-12-31
It happened [about three years ago].|2014|2014-01-01|2014-12-31~
It happened [more than three years ago].|2014|2014-01-01|2014-12-31~
It happened [a decade ago].|200|2000-01-01|2009-12-31
It happened [two centuries ago].|18|1800-01-01|1899-12-31
It happened [forty-one years ago].|1976|1976-01-01|1976-12-31
It happened [one year ago].|2016|2016-01-01|2016-12-31
It will happen [two days from now].|2017-02-18|2017-02-18|2017-02-18
It happened [a week or so ago].|2017-W06|2017-02-09|2017-02-09~
It happened [18 months ago].|2015-08|2015-08-01|2015-08-31
It happened [almost 50 years ago].|1967|1967-01-01|1967-12-31~
It happened [a month ago].|2017-01|2017-01-01|2017-01-31
It happened [40 days ago].|2017-01-07|2017-01-07|2017-01-07
It happened [earlier in the week].|2017-W07|2017-02-13|2017-02-19
It happened [late Monday].|2017-02-13|2017-02-13|2017-02-13
It will end by [year-end].|2017|2017-09-01|2017-12-31~
It was planned for [Monday].|2017-02-20|2017-02-20|2017-02-20
On [Monday] the team planned a visit.|2017-02-13|2017-02-13|2017-02-13
It happened at [New Year].|2017-01-01|2017-01-01|2017-01-01
It happened on [Halloween].|2016-10-31|2016-10-31|2016-10-31
It will happen on [St Patrick's Day].|2017-03-17|2017-03-17|2017-03-17
It will happen on [May Day].|2017-05-01|2017-05-01|2017-05-01
It happened on [Armistice Day].|2016-11-11|2016-11-11|2016-11-11
It happened on [Labor Day].|2016-09-05|2016-09-05|2016-09-05
It happened [years ago].|PAST_REF||
It happened [several years ago].|PAST_REF||
It happened [a few years ago].|PAST_REF||
"""

NARRATIVE = """
On 3 May 2016 it fell. It rose [two days later].|2016-05-05|2016-05-05|2016-05-05
On 3 May 2016 it fell. It rose [two days earlier].|2016-05-01|2016-05-01|2016-05-01
On 3 May 2016 it fell. It rose [the next day].|2016-05-04|2016-05-04|2016-05-04
On 3 May 2016 it fell. It rose [the following day].|2016-05-04|2016-05-04|2016-05-04
On 3 May 2016 it fell. It had risen [the previous day].|2016-05-02|2016-05-02|2016-05-02
On 3 May 2016 it fell. It rose [the same day].|2016-05-03|2016-05-03|2016-05-03
On 3 May 2016 it fell. It rose [that day].|2016-05-03|2016-05-03|2016-05-03
On 3 May 2016 it fell. It had risen [the previous month].|2016-04|2016-04-01|2016-04-30
On 3 May 2016 it fell. It rose [the following week].|2016-W19|2016-05-09|2016-05-15
On 3 May 2016 it fell. It rose [a month later].|2016-06|2016-06-01|2016-06-30
On 3 May 2016 it fell. It had risen [the previous Monday].|2016-05-02|2016-05-02|2016-05-02
On 3 May 2016 it fell. It rose [the following Friday].|2016-05-06|2016-05-06|2016-05-06
On 3 May 2016 it fell. It rose [the following year].|2017|2017-01-01|2017-12-31
In 2014 it fell. It rose [two years later].|2016|2016-01-01|2016-12-31
In 2014 it fell. It rose [the following year].|2015|2015-01-01|2015-12-31
In 2014 it fell. It had risen [the previous year].|2013|2013-01-01|2013-12-31
In 2014 it fell. It rose [that year].|2014|2014-01-01|2014-12-31
On 3 May 2016 it fell. It had risen [the day before].|2016-05-02|2016-05-02|2016-05-02
On 3 May 2016 it fell. It rose [the week after].|2016-W19|2016-05-09|2016-05-15
On 31 January 2016 it fell. It rose [a month later].|2016-02|2016-02-01|2016-02-29
On 29 February 2016 it fell. It rose [a year later].|2017|2017-01-01|2017-12-31
On 31 December 2016 it fell. It rose [the next day].|2017-01-01|2017-01-01|2017-01-01
In 2014 it fell. It rose [a decade later].|202|2020-01-01|2029-12-31
In June 2014 it fell. It rose [three months later].|2014-09|2014-09-01|2014-09-30
In June 2014 it fell. It had risen [six months earlier].|2013-12|2013-12-01|2013-12-31
In June 2014 it fell. It rose [the next month].|2014-07|2014-07-01|2014-07-31
"""

TIMES = """
It fell at [7:15 p.m.] on the hill.|2017-02-16T19:15|2017-02-16|2017-02-16
It fell at [7.15pm].|2017-02-16T19:15|2017-02-16|2017-02-16
It fell at [1915 GMT].|2017-02-16T19:15|2017-02-16|2017-02-16
It fell at [0900 hours].|2017-02-16T09:00|2017-02-16|2017-02-16
It fell at [6 p.m. April 23].|2017-04-23T18:00|2017-04-23|2017-04-23
It fell at [6 p.m. on 23 April 2016].|2016-04-23T18:00|2016-04-23|2016-04-23
It fell at [midnight].|2017-02-16T24:00|2017-02-16|2017-02-16
It fell at [12 a.m.].|2017-02-16T00:00|2017-02-16|2017-02-16
It fell at [12 p.m.].|2017-02-16T12:00|2017-02-16|2017-02-16
It fell at [about 7 p.m.].|2017-02-16T19:00|2017-02-16|2017-02-16
It fell at [3 in the afternoon].|2017-02-16T15:00|2017-02-16|2017-02-16
It fell [late Monday night].|2017-02-13TNI|2017-02-13|2017-02-13
It fell [Tuesday afternoon].|2017-02-14TAF|2017-02-14|2017-02-14
It will fall [later this afternoon].|2017-02-16TAF|2017-02-16|2017-02-16
It fell at [19:15 GMT].|2017-02-16T19:15|2017-02-16|2017-02-16
It fell at [3 p.m. on Monday].|2017-02-13T15:00|2017-02-13|2017-02-13
It fell at [4 a.m. EDT Thursday].|2017-02-16T04:00|2017-02-16|2017-02-16
It fell [Monday at 3 p.m.].|2017-02-13T15:00|2017-02-13|2017-02-13
It fell at [noon].|2017-02-16T12:00|2017-02-16|2017-02-16
It fell at [noon on Monday].|2017-02-13T12:00|2017-02-13|2017-02-13
It fell [this morning].|2017-02-16TMO|2017-02-16|2017-02-16
It fell [this afternoon].|2017-02-16TAF|2017-02-16|2017-02-16
It fell [last night].|2017-02-15TNI|2017-02-15|2017-02-15
It fell [overnight].|2017-02-15TNI|2017-02-15|2017-02-15
It will fall [tonight].|2017-02-16TNI|2017-02-16|2017-02-16
It fell [the night before last].|2017-02-14TNI|2017-02-14|2017-02-14
It fell [yesterday morning].|2017-02-15TMO|2017-02-15|2017-02-15
It will fall [tomorrow night].|2017-02-17TNI|2017-02-17|2017-02-17
It fell [Monday night].|2017-02-13TNI|2017-02-13|2017-02-13
It fell on [Monday evening].|2017-02-13TEV|2017-02-13|2017-02-13
It fell [early Monday morning].|2017-02-13TMO|2017-02-13|2017-02-13
It fell on [the night of 3 May 2016].|2016-05-03TNI|2016-05-03|2016-05-03
It fell on [the morning of February 14].|2017-02-14TMO|2017-02-14|2017-02-14
On 3 May 2016 it fell. It rose [that night].|2016-05-03TNI|2016-05-03|2016-05-03
On 3 May 2016 it fell. It rose [the next morning].|2016-05-04TMO|2016-05-04|2016-05-04
On 3 May 2016 it fell. It rose [late at night].|2016-05-03TNI|2016-05-03|2016-05-03
On 3 May 2016 it fell, at [3 o'clock].|2016-05-03T03:00|2016-05-03|2016-05-03
"""

LENGTHS = """
It was a [week-long] visit.|P1W||
It was a [decades-long] war.|PXE||
It was a [yearlong] visit.|P1Y||
It lasted [two to three weeks].|P2W||
It lasted [no more than sixty days].|P60D||
It lasted [a century].|P1C||
It lasted [two weekends].|P4D||
It lasted [three quarters].|P3Q||
It will rain in [the coming weeks].|PXW||
It rained in [recent weeks].|PXW||
It rained in [recent years].|PAST_REF||
It rains [these days].|PRESENT_REF||
It may rain [one day].|FUTURE_REF||
It lasted [one day].|P1D||
It lasted [three years].|P3Y||
It lasted [nearly six weeks].|P6W||
It lasted [two and a half years].|P2Y6M||
It lasted [2 1/2 years].|P2Y6M||
It lasted [half a year].|P6M||
It lasted [half an hour].|PT30M||
It lasted [a year and a half].|P1Y6M||
It lasted [an hour and a half].|PT1H30M||
It lasted [eighteen months].|P18M||
It lasted [twenty-four hours].|PT24H||
It lasted [24 hours].|PT24H||
It lasted [a week].|P1W||
It lasted [a fortnight].|P2W||
It lasted [a few days].|PXD||
It lasted [several months].|PXM||
It lasted [a couple of weeks].|P2W||
It lasted [a dozen years].|P12Y||
It lasted [two decades].|P2E||
It lasted [a hundred years].|P100Y||
It lasted [more than two thousand years].|P2000Y||
It lasted [at least 30 days].|P30D||
It lasted [up to three months].|P3M||
It lasted [90 minutes].|PT90M||
It lasted for [months].|PXM||
It was a [three-year] plan.|P3Y||
It was a [two-day] visit.|P2D||
It grew over [the past two weeks].|P2W|2017-02-02|2017-02-16
It grew in [the past three years].|P3Y|2014-02-16|2017-02-16
It will grow over [the next three years].|P3Y|2017-02-16|2020-02-15
It grew in [the last 12 months].|P12M|2016-02-16|2017-02-16
It rains [every day].|P1D||
It rains [every Friday].|XXXX-WXX-5||
It rains on [Fridays].|XXXX-WXX-5||
It rains [daily].|P1D||
It rains [every two weeks].|P2W||
It rains [each year].|P1Y||
It rains [twice a month].|P1M||
It rains [three times a week].|P1W||
They train 3,000 [a month].|P1M||
It happened [recently].|PAST_REF||
It is [now] over.|PRESENT_REF||
It is [currently] over.|PRESENT_REF||
It will end [soon].|FUTURE_REF||
It will end in [the future].|FUTURE_REF||
It lay in [the past].|PAST_REF||
"""

COMPOUND = """
Talks will open [a week from Monday].|2017-02-27|2017-02-27|2017-02-27
Talks will open [two weeks from today].|2017-03-02|2017-03-02|2017-03-02
He left [two days before Christmas].|2016-12-23|2016-12-23|2016-12-23
He left [the day before last Tuesday].|2017-02-13|2017-02-13|2017-02-13
He left [the day after 28 February 2016].|2016-02-29|2016-02-29|2016-02-29
He left [three days after 30 December 2015].|2016-01-02|2016-01-02|2016-01-02
He left [a year ago today].|2016-02-16|2016-02-16|2016-02-16
He left [30 years ago Monday].|1987-02-13|1987-02-13|1987-02-13
He left [five years ago this month].|2012-02|2012-02-01|2012-02-29
He left [the Saturday before last].|2017-02-04|2017-02-04|2017-02-04
They will meet in [the week of 6 March].|2017-W10|2017-03-06|2017-03-12
It fell in [the week] ended 1 January 2016.|2015-W53|2015-12-28|2016-01-03
It fell in [the quarter] ended July 31.|2016-Q2|2016-04-01|2016-06-30
It will end by [the end of the month].|2017-02|2017-02-19|2017-02-28~
It will end by [the end of the year].|2017|2017-09-01|2017-12-31~
It rose in [the first half of the year].|2017-H1|2017-01-01|2017-06-30
It fell on [the evening of Sunday, February 12].|2017-02-12TEV|2017-02-12|2017-02-12
It fell on January 15 and [16].|2017-01-16|2017-01-16|2017-01-16
It ran from January 30-[31, 2016].|2016-01-31|2016-01-31|2016-01-31
It fell in [the 18th] and 19th centuries.|17|1700-01-01|1799-12-31
It fell in the 18th and [19th centuries].|18|1800-01-01|1899-12-31
Votes are set for [September].|2017-09|2017-09-01|2017-09-30
It was the largest in [the past decade].|P1E|2007-02-16|2017-02-16
They ruled for [half a century].|P50Y||
The [10-day] truce held.|P10D||
It may take [six-to-nine months].|P6M||
He preaches [every other Sunday].|XXXX-WXX-7||
They meet [every other week].|P2W||
They lent him money through [March].|2017-03|2017-03-01|2017-03-31
It began in 2014. [That summer] he left.|2014-SU|2014-06-01|2014-08-31
He came in May 2014. He left [the following winter].|2014-WI|2014-12-01|2015-02-28
He came in May 2014. He left in [March the following year].|2015-03|2015-03-01|2015-03-31
He came in May 2014. He left in [the autumn of that year].|2014-FA|2014-09-01|2014-11-30
It is expected to last [six weeks].|P6W||
He left on [the 20th of last month].|2017-01-20|2017-01-20|2017-01-20
They will meet on [the weekend of March 11].|2017-W10-WE|2017-03-11|2017-03-12
They meet [every Monday morning].|XXXX-WXX-1TMO||
It fell on [March 22, 2013 at 10:15 p.m.]|2013-03-22T22:15|2013-03-22|2013-03-22
It took [two-and-a-half hours].|PT2H30M||
[Fifty years later] he came back.|XXXX||
They meet [every morning].|XXXX-XX-XXTMO||
They will meet [Friday next week].|2017-02-24|2017-02-24|2017-02-24
It closed [Monday last week].|2017-02-06|2017-02-06|2017-02-06
It fell in [the first week of August 2022].|2022-W31|2022-08-01|2022-08-07
It could reach us on [Sunday].|2017-02-19|2017-02-19|2017-02-19
Rain is forecast on [Sunday].|2017-02-19|2017-02-19|2017-02-19
It is closed at [the moment].|PRESENT_REF||
It is closed at [present].|PRESENT_REF||
"""

PROSE = """
Talks were held on March 17, [18] and 19.|2016-03-18|2016-03-18|2016-03-18
Talks were held on March 17, 18 and [19].|2016-03-19|2016-03-19|2016-03-19
Talks will be held on March 17, 18 and [19].|2017-03-19|2017-03-19|2017-03-19
A tanker left Valletta for Zawiya on [2 March], pilots said.|2016-03-02|2016-03-02|2016-03-02
The tanker, which left on [20 February], sank.|2016-02-20|2016-02-20|2016-02-20
Five sailors died in shelling on [1 March].|2016-03-01|2016-03-01|2016-03-01
On [1 March] the harbour burned.|2016-03-01|2016-03-01|2016-03-01
Dockers voted to walk out on [1 March].|2017-03-01|2017-03-01|2017-03-01
The port said it would reopen on [1 March].|2017-03-01|2017-03-01|2017-03-01
Parliament cleared the way for a vote on [1 March].|2017-03-01|2017-03-01|2017-03-01
The owners announced talks on [1 March].|2017-03-01|2017-03-01|2017-03-01
The last day for papers is [Dec. 5].|2017-12-05|2017-12-05|2017-12-05
They tested the well [this weekend].|2017-W06-WE|2017-02-11|2017-02-12
They will test the well [this weekend].|2017-W07-WE|2017-02-18|2017-02-19
It began [a year and a half ago].|2015-08|2015-08-01|2015-08-31
It began [half a century ago].|1967|1967-01-01|1967-12-31
The bell rang [half an hour later].|2017-02-16|2017-02-16|2017-02-16
It closed [this past weekend].|2017-W06-WE|2017-02-11|2017-02-12
The ferry sails at [weekends].|XXXX-WXX-WE||
The ferry sails [each weekend].|XXXX-WXX-WE||
The market is held on [Saturday mornings].|XXXX-WXX-6TMO||
The oaks stood for [hundreds of years].|PXY||
It is the worst flood in [a quarter of a century].|P25Y||
It grew over [the past quarter-century].|P25Y||
The gates open at [6am tomorrow morning].|2017-02-17T06:00|2017-02-17|2017-02-17
The alarm rang at [4 a.m. Sunday morning].|2017-02-12T04:00|2017-02-12|2017-02-12
They met at [12:00 noon on Saturday].|2017-02-11T12:00|2017-02-11|2017-02-11
The hall was open from [9 a.m.] to noon Saturday.|2017-02-11T09:00|2017-02-11|2017-02-11
The count took from [5]-7 p.m. Tuesday.|2017-02-14T17:00|2017-02-14|2017-02-14
They talked between [8] and 9 p.m.|2017-02-16T20:00|2017-02-16|2017-02-16
The vote is on [Monday].|2017-02-20|2017-02-20|2017-02-20
The bridge opens [Friday].|2017-02-17|2017-02-17|2017-02-17
The lease ends in [June].|2017-06|2017-06-01|2017-06-30
The lease had been due to expire [Monday].|2017-02-13|2017-02-13|2017-02-13
They agreed to meet on [Tuesday].|2017-02-21|2017-02-21|2017-02-21
The dyke holds when it is tested in [May].|2017-05|2017-05-01|2017-05-31
The bank lent the port money through [May].|2017-05|2017-05-01|2017-05-31
The hearing is set for [Tuesday the 28th].|2017-02-28|2017-02-28|2017-02-28
He was hurt [last Oct. 23] at home.|2016-10-23|2016-10-23|2016-10-23
[March]'s figures were low.|2016-03|2016-03-01|2016-03-31
The figures of the [March] meeting were low.|2016-03|2016-03-01|2016-03-31
The [January]-March 2016 figures were low.|2016-01|2016-01-01|2016-01-31
It was like that in [those days].|PAST_REF||
They had in [the past] refused.|PAST_REF||
They had refused in [the recent past].|PAST_REF||
She came by [the other day].|PAST_REF||
It was moved [some time ago].|PAST_REF||
They will rebuild it in [the distant future].|FUTURE_REF||
Rents rise this year and [next].|2018|2018-01-01|2018-12-31
It is closed for [the rest of the year].|2017|2017-01-01|2017-12-31
It will be known in [a day or two].|P1D||
The trip takes [1-2 weeks].|P1W||
The wall is [6½ years] late.|P6Y6M||
The talks took [over a week].|P1W||
They were married on a [Saturday] in May.|XXXX-WXX-6||
[November 2012]'s total was low.|2012-11|2012-11-01|2012-11-30
The port earned 5 million in the third quarter of 2016, up from 4 million [a year earlier].|2015-Q3|2015-07-01|2015-09-30
It earned less in the third quarter of 2016. For the nine months it earned 5 million, up from 4 million [a year earlier].|2015|2015-01-01|2015-12-31
"""

NEWS = """
She was seen at [2:30 a.m. on Sunday, February 12], leaving.|2017-02-12T02:30|2017-02-12|2017-02-12
It opened on [Monday, February 6, at 7 p.m.] and closed.|2017-02-06T19:00|2017-02-06|2017-02-06
It fell at [5pm on Friday 10 February].|2017-02-10T17:00|2017-02-10|2017-02-10
They met at [noon on Monday, February 6].|2017-02-06T12:00|2017-02-06|2017-02-06
The call came at [11:32 p.m. ET Wednesday].|2017-02-15T23:32|2017-02-15|2017-02-15
It was to begin at 10:00 local time ([08:00 GMT]).|2017-02-16T08:00|2017-02-16|2017-02-16
It fell in [the early morning hours of Tuesday].|2017-02-14TMO|2017-02-14|2017-02-14
It fell in [the pre-dawn hours of Wednesday].|2017-02-15TMO|2017-02-15|2017-02-15
It fell [overnight Tuesday].|2017-02-14TNI|2017-02-14|2017-02-14
The storm is expected to hit the coast [early Saturday].|2017-02-18|2017-02-18|2017-02-18
It could hit the coast on [Sunday].|2017-02-19|2017-02-19|2017-02-19
The state needs the money needed by [Monday].|2017-02-20|2017-02-20|2017-02-20
It happened on 4 December 2012, a [Tuesday].|2012-12-04|2012-12-04|2012-12-04
It happened on 3 May 2016, a rainy [Tuesday night].|2016-05-03TNI|2016-05-03|2016-05-03
It was the hottest day of [the year].|2017|2017-01-01|2017-12-31
They searched until [late Sunday night].|2017-02-12TNI|2017-02-12|2017-02-12
The court postponed it until [Friday].|2017-02-17|2017-02-17|2017-02-17
A fall is forecast for the first quarter. Oil fell last week from a high [a year ago].|2016|2016-01-01|2016-12-31
The trial lasted until [Friday].|2017-02-10|2017-02-10|2017-02-10
It will be closed until [Friday].|2017-02-17|2017-02-17|2017-02-17
They will vote on [Election Day].|2017-11-07|2017-11-07|2017-11-07
They voted on [Election Day 2016].|2016-11-08|2016-11-08|2016-11-08
They met on [Maundy Thursday 2016].|2016-03-24|2016-03-24|2016-03-24
It was taken Feb. 10-[12] in the port.|2017-02-12|2017-02-12|2017-02-12
It was closed on Jan. 5, [6] and 7.|2017-01-06|2017-01-06|2017-01-06
It was closed on Jan. 5, 6 and [7].|2017-01-07|2017-01-07|2017-01-07
It ran from [January 30]-31, 2016.|2016-01-30|2016-01-30|2016-01-30
It fell in [the July-September quarter].|2016-Q3|2016-07-01|2016-09-30
It will open [this coming March].|2017-03|2017-03-01|2017-03-31
It was the first [two-day] halt since then.|P2D||
It lay there for [at least two billion years].|P2000000000Y||
It took [2.5 hours].|PT2H30M||
It began in [the summer of '42].|1942-SU|1942-06-01|1942-08-31
They were [the last days] of the fair.|PXD||
She gave a [30-minute-long] talk.|PT30M||
They meet every Monday and [Friday].|XXXX-WXX-5||
The talk is at [nine o'clock tonight].|2017-02-16T21:00|2017-02-16|2017-02-16
The talk is at [7:30 tonight].|2017-02-16T19:30|2017-02-16|2017-02-16
On 3 May 2016 it fell. It rose [72 hours later].|2016-05-06|2016-05-06|2016-05-06
In March 1815 he came back. On [the 16th], he won.|1815-03-16|1815-03-16|1815-03-16
An answer is due in [10 sitting days].|P10D||
The lease is for [36 months] from 1 May 2016.|P36M||
It was built in [300 B.C.].|BC0300||
It was built in [A.D. 79].|0079|0079-01-01|0079-12-31
It was built c. [1500].|1500|1500-01-01|1500-12-31
It began as planned on [Monday].|2017-02-13|2017-02-13|2017-02-13
It rose more than expected on [Monday].|2017-02-13|2017-02-13|2017-02-13
Home Secretary Theresa May said on [Monday] it would.|2017-02-13|2017-02-13|2017-02-13
The road was closed from [Monday] to Wednesday.|2017-02-13|2017-02-13|2017-02-13
The road will be closed from [Monday] to Wednesday.|2017-02-20|2017-02-20|2017-02-20
The probe landed on [July 5].|2016-07-05|2016-07-05|2016-07-05
They had met on [April 3].|2016-04-03|2016-04-03|2016-04-03
It has fallen in [the past month].|P1M|2017-01-16|2017-02-16
It has fallen over [the past week].|P1W|2017-02-09|2017-02-16
It has fallen over [the past year].|2016|2016-02-16|2017-02-16
It has fallen over [the past decade].|P1E|2007-02-16|2017-02-16
Troops left [ten years ago this week].|2007-W07|2007-02-12|2007-02-18
Troops left [over 20 years ago].|1997|1997-01-01|1997-12-31~
She took over [three years ago] in May.|2014|2014-01-01|2014-12-31
It ran for [at least the past 18 months].|P18M|2015-08-16|2017-02-16
It rained for [three consecutive days].|P3D||
It lasted [two full years].|P2Y||
He stayed [another year].|P1Y||
He ran it for [20-odd years].|P20Y||
It opens four days [a week].|P1W||
[The early summer] was wet.|2016-SU|2016-06-01|2016-06-30~
It will open no earlier than [summer].|2017-SU|2017-06-01|2017-08-31
It will open [next winter].|2017-WI|2017-12-01|2018-02-28
It was cold [this winter].|2016-WI|2016-12-01|2017-02-28
It was cold in [the winter of 2011-12].|2011-WI|2011-12-01|2012-02-29
It fell in [the second] and third quarters.|2016-Q2|2016-04-01|2016-06-30
It fell in the second and [third quarters].|2016-Q3|2016-07-01|2016-09-30
It fell in [the last quarter of 2016].|2016-Q4|2016-10-01|2016-12-31
It fell in [the final quarter of 2016].|2016-Q4|2016-10-01|2016-12-31
It fell in [the most recent quarter].|2016-Q4|2016-10-01|2016-12-31
In May 1996 he came. [That September] he left.|1996-09|1996-09-01|1996-09-30
In May 1996 he came. [The following March] he left.|1997-03|1997-03-01|1997-03-31
He came in late May 2016 and left [the following month].|2016-06|2016-06-01|2016-06-30
He came on 3 May 2016 at 8 p.m. and left [the next day].|2016-05-04|2016-05-04|2016-05-04
He came on 3 May 2016. Talks had begun in January 2014. They ended [the following week].|2016-W19|2016-05-09|2016-05-15
On [6], 7 and 8 March 2016 it rained.|2016-03-06|2016-03-06|2016-03-06
It fell on the night of [14/15 February 2017].|2017-02-14|2017-02-14|2017-02-15
It was held from [30 June] to 2 July 2016.|2016-06-30|2016-06-30|2016-06-30
It was held from [November] to February 2016.|2015-11|2015-11-01|2015-11-30
It was held in [June]/July 2016.|2016-06|2016-06-01|2016-06-30
The war of [1914]-18 ended.|1914|1914-01-01|1914-12-31
The war of 1914-[18] ended.|1918|1918-01-01|1918-12-31
The plan for 2014–[17] failed.|2017|2017-01-01|2017-12-31
It fell on [2017/02/14].|2017-02-14|2017-02-14|2017-02-14
It fell on [14 Feb '16].|2016-02-14|2016-02-14|2016-02-14
It fell in ['08].|2008|2008-01-01|2008-12-31
The [September 11] attacks changed it.|2001-09-11|2001-09-11|2001-09-11
In [the 1600s] it was a port.|16|1600-01-01|1699-12-31
[AUGUST] RECESS ENDS.|2016-08|2016-08-01|2016-08-31
It ended in [May]. Second helpings followed.|2016-05|2016-05-01|2016-05-31
Oil for [May] delivery rose.|2017-05|2017-05-01|2017-05-31
"""

PAPERS = """
It was the best [March] since 2007.|2016-03|2016-03-01|2016-03-31
It was the wettest [May] since 2007.|2016-05|2016-05-01|2016-05-31
It grew over [the past half century].|P50Y||
It grew over [the past half-century].|P50Y||
[A half-century ago] it was a village.|1967|1967-01-01|1967-12-31
It fell in [August 2016], the worst drop this year.|2016-08|2016-08-01|2016-08-31
It fell in August, the worst drop last year. It had risen [the previous month].|2016-07|2016-07-01|2016-07-31
It was at war in 1982. [Ten weeks later] it was over.|XXXX-WXX||
It will be over in [two weeks' time].|2017-W09|2017-03-02|2017-03-02~
It erupts [every three to seven years].|P3Y||
They meet [every two or three months].|P2M||
They meet [twice per week].|P1W||
It took effect at [0600 GMT Monday].|2017-02-13T06:00|2017-02-13|2017-02-13
It took effect at [1830 local time on Friday].|2017-02-10T18:30|2017-02-10|2017-02-10
It fell at [2:30 in the afternoon on Tuesday].|2017-02-14T14:30|2017-02-14|2017-02-14
It fell in [the early morning hours Tuesday].|2017-02-14TMO|2017-02-14|2017-02-14
It had been quiet [the night before].|2017-02-15TNI|2017-02-15|2017-02-15
On 3 May 2016 it fell. They had come [the night before] to help.|2016-05-02TNI|2016-05-02|2016-05-02
On 3 May 2016 it fell. It had been quiet [the night before].|2016-05-02TNI|2016-05-02|2016-05-02
They fled [the other night].|PAST_REF||
The polls open in [two weeks].|2017-W09|2017-03-02|2017-03-02~
The vote will be held in [three months].|2017-05|2017-05-01|2017-05-31
The camp closes in [10 days].|2017-02-26|2017-02-26|2017-02-26
He built it in [two weeks].|P2W||
It will cut 200 jobs in [two years].|P2Y||
They will stay [at least another week].|P1W||
The money lasts until [the end of the fiscal year].|2017|2017-09-01|2017-12-31~
It rose [last fiscal year].|2016|2016-01-01|2016-12-31
It rose in [the current fiscal year].|2017|2017-01-01|2017-12-31
It rose in [the latest fiscal year].|2016|2016-01-01|2016-12-31
It rose in [the 2014 fiscal year].|2014|2014-01-01|2014-12-31
It rose in the [2014] school year.|2014|2014-01-01|2014-12-31
It will sink over [the next decade].|P1E|2017-02-16|2027-02-15
It will sink in [the coming century].|P1C|2017-02-16|2117-02-15
The seas will rise by [the end of the century].|20|2066-09-01|2099-12-31~
In 1955 they left. By [the end of the decade] it was empty.|195|1956-08-31|1959-12-31~
In March 2003 they left. By [the end of the year] it was empty.|2003|2003-09-01|2003-12-31~
In May 1990 it fell. They left at [the end of the month].|1990-05|1990-05-21|1990-05-31~
On 3 May 2016 they came. [Later in the week] they left.|2016-W18|2016-05-02|2016-05-08
On 3 May 2016 they came. They will leave by [the end of the year].|2017|2017-09-01|2017-12-31~
On 3 May 2016 they came. [That Friday] they left.|2016-05-06|2016-05-06|2016-05-06
They will leave by [the year two thousand and twenty].|2020|2020-01-01|2020-12-31
It was built in [the late nineteenth] and early twentieth centuries.|18|1866-09-01|1899-12-31~
It was built in the late nineteenth and [early twentieth centuries].|19|1900-01-01|1933-05-01~
They met one day [last week].|2017-W06|2017-02-06|2017-02-12
He spoke for [a quarter of an hour].|PT15M||
He spoke for [three quarters of an hour].|PT45M||
He travels to Oslo on [Monday].|2017-02-20|2017-02-20|2017-02-20
The team plays [Saturday].|2017-02-18|2017-02-18|2017-02-18
Sales rose in the third quarter from [the same quarter a year earlier].|2015-Q3|2015-07-01|2015-09-30
Sales rose in the third quarter from [the same period last year].|2015-Q3|2015-07-01|2015-09-30
Sales rose in the first half of 2016 from [the same period of 2014].|2014-H1|2014-01-01|2014-06-30
Sales rose in January from [the same month last year].|2016-01|2016-01-01|2016-01-31
Sales rose 3% from [the corresponding period last year].|2016|2016-01-01|2016-12-31
The board named a panel to sell it by the end of [the second quarter].|2017-Q2|2017-04-01|2017-06-30
By the end of [the second quarter] sales had fallen.|2016-Q2|2016-04-01|2016-06-30
By [the third quarter] sales fell.|2016-Q3|2016-07-01|2016-09-30
They came in 1998. Eight years later they left; [that same night] he died.|XXXX-XX-XXTNI||
They have waited since [that day] in December.|XXXX-XX-XX||
[Every summer] they go north.|XXXX-SU||
[Each January] they go north.|XXXX-01||
It comes [once every 20 years].|P20Y||
It comes [every second Tuesday].|XXXX-WXX-2||
They meet on the first Monday of [every month].|P1M||
They met on [Friday evening, 3 June].|2016-06-03TEV|2016-06-03|2016-06-03
They met on [Friday night, June 3].|2016-06-03TNI|2016-06-03|2016-06-03
In 2014, in [November], they met.|2014-11|2014-11-01|2014-11-30
They met in [June two years ago].|2015-06|2015-06-01|2015-06-30
They met in the last third of [June].|2016-06|2016-06-01|2016-06-30
It lost money in [the year] to March.|P1Y||
It lost money in the year to [March].|2016-03|2016-03-01|2016-03-31
It will be over by [year-end 2018].|2018|2018-09-01|2018-12-31~
[The winter of 2010-2011] was cold.|2010-WI|2010-12-01|2011-02-28
He said that [year-end] results would show a loss.|2017|2017-09-01|2017-12-31~
"""
"""What newspapers and agencies write; found in sentences that nothing had been read on before."""

FEASTS = """
They fasted during [Ramadan].|2016-06|2016-06-06|2016-07-07~
They will fast during [Ramadan].|2017-06|2017-05-26|2017-06-26~
They fasted during [Ramadan 2013].|2013-07|2013-07-08|2013-08-08~
They fasted during [Ramadan 1438].|2017-06|2017-05-26|2017-06-26~
They left after [last Ramadan].|2016-06|2016-06-06|2016-07-07~
It was closed for [Eid al-Fitr].|2016-07-07|2016-07-06|2016-07-08~
It was closed for [Eid al-Adha 2017].|2017-09-02|2017-09-01|2017-09-03~
It will be closed for [Eid].|2017-06-26|2017-06-25|2017-06-27~
It was closed on [Ashura].|2016-10-12|2016-10-11|2016-10-13~
It was closed on [Anzac Day].|2016-04-25|2016-04-25|2016-04-25
It was closed on [Ascension Day 2017].|2017-05-25|2017-05-25|2017-05-25
It was closed at [Pentecost 2017].|2017-06-04|2017-06-04|2017-06-04
"""

NONE = """
It dates from the eighth century B.C. at the least.
Today's youth do not vote.
In today's world nobody writes.
They live in Al Fitr Street.
Call 555-249-2250.
Call 0208 892 1789.
Petr and Jan Kovac signed.
The May government resigned.
They slept in cramped quarters.
She is in her late twenties.
It was a once-a-decade census.
It was the second in as many weeks.
It stood in the 4th century BC.
Officers were also present at the ceremony.
The president will present the report.
He was soon released.
He will go as soon as it rains.
It is important to the future of our peoples.
The ministers May said it and went.
They march on the town.
May I go?
A second man came.
He was second only to her.
They flew 1,200 sorties.
They flew a Typhoon FGR4.
Some 2000 troops left.
It cost $1999.
A spring in the floor broke.
The fall of the town came.
He will march them up.
They may go.
The 4th Bn The Rifles went.
Sun Microsystems grew.
He is 26 years old.
A 26-year-old man came.
They lost more than a quarter of it.
He was in his 30s.
The second of them sat.
At the same time it fell.
Mr August and Ms April-Jones came.
He second-guessed it.
It is the last major town.
He wrote for the Daily Star.
She told the Sunday Times.
He reads USA Today.
He was on the “Today” show.
She was on “60 Minutes”.
He belonged to Black September.
June Carter sang.
They met every now and then.
It was closed as lately as that.
Office hours are short.
She was named player of the year.
"""


def rows(table):
    for line in table.strip().splitlines():
        text, value, first, last = line.split("|")
        yield text, value, first, last


def tag(text, anchor=THURSDAY, **options):
    base = Base(TimeSpan.of_day(anchor), "the document's date", say_day(anchor)) if anchor else None
    return find(tokenise(text), base, **options)


ALL = [row for table in (WRITTEN, DEICTIC, NARRATIVE, TIMES, LENGTHS, COMPOUND, PROSE, NEWS, PAPERS, FEASTS) for row in rows(table)]


@pytest.mark.parametrize(("text", "value", "first", "last"), ALL, ids=[row[0] for row in ALL])
def test_golden(text, value, first, last):
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    found = {(item.start, item.end): item.meaning for item in tag(plain)}
    assert (start, end) in found, [(plain[a:b], m.value) for (a, b), m in found.items()]
    meaning = found[start, end]
    span = meaning.span
    got = (str(span.begin), str(span.last) + "~" * span.approximate) if span else ("", "")
    assert (meaning.value, *got) == (value, first, last)


KEPT = """
Ramadan|2013-07-09 2014-06-28 2015-06-18 2016-06-06 2017-05-27 2018-05-16
Eid al-Fitr|2013-08-08 2014-07-28 2015-07-17 2016-07-06 2017-06-25 2018-06-15
Eid al-Adha|2013-10-15 2014-10-04 2015-09-24 2016-09-12 2017-09-01 2018-08-21
"""
"""On which days Saudi Arabia kept them."""


@pytest.mark.parametrize(("name", "days"), [tuple(line.split("|")) for line in KEPT.strip().splitlines()])
def test_the_span_of_a_feast_holds_the_day_on_which_it_was_kept(name, days):
    for day in map(date.fromisoformat, days.split()):
        (found,) = tag(f"It was held at {name} {day.year}.")
        span = found.meaning.span
        assert span.approximate and span.begin <= day < span.end and (name == "Ramadan" or (span.end - span.begin).days == 3)


@pytest.mark.parametrize("text", NONE.strip().splitlines())
def test_what_looks_like_a_date_and_is_none(text):
    assert [text[item.start : item.end] for item in tag(text)] == []


VALUE = re.compile(
    r"(?:PAST_REF|PRESENT_REF|FUTURE_REF|BC\d{4}"
    r"|P(?:T?(?:\d+(?:\.\d+)?|X)[YMWDHSQECL])+|P\d+Y\d+M"
    r"|[\dX]{2}|[\dX]{3}|[\dX]{4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-WE|-\d)?|Q[\dX]|H[\dX]|SP|SU|FA|WI))?"
    r"(?:T(?:\d\d:\d\d(?::\d\d)?|MO|MI|AF|EV|NI))?)"
)
"""The values of TIMEX3 that this tagger gives."""

PHRASES = [row[0] for row in ALL]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PHRASES), st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_every_value_is_timex3_and_every_span_is_sound_on_any_day(text, anchor):
    for item in tag(text.replace("[", "").replace("]", ""), anchor):
        assert VALUE.fullmatch(item.meaning.value), item.meaning.value
        assert item.start < item.end
        span = item.meaning.span
        assert span is None or span.begin is None or span.end is None or span.begin < span.end


@pytest.mark.parametrize("text", PHRASES)
def test_without_a_document_date_nothing_is_guessed(text):
    plain = text.replace("[", "").replace("]", "")
    with_date = {(item.start, item.end): item.meaning for item in tag(plain)}
    for item in tag(plain, None):
        meaning = with_date.get((item.start, item.end))
        if item.meaning.span is not None and meaning is not None and meaning.base is None:
            assert item.meaning.span == meaning.span


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 /.-:,'’thsnMa"), max_size=40))
def test_no_text_of_digits_breaks_it(text):
    for item in tag(text):
        assert text[item.start : item.end].strip()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([word for row in PHRASES for word in row.replace("[", "").replace("]", "").split()]), max_size=12))
def test_no_order_of_words_breaks_it(words):
    found = tag(" ".join(words))
    assert all(first.end <= second.start for first, second in pairwise(found))
